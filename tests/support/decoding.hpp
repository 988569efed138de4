#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include <acestep_compat/core/audio_source.hpp>

#include "codecs/decoder.hpp"

namespace test_support {

using bytes = std::vector<unsigned char>;
using planar = std::vector<std::vector<float>>;  ///< a vector per channel

/// A source that must be read by position, as files are.
class positional_source final : public acestep_compat::audio_source {
public:
  explicit positional_source(bytes content) : content_(std::move(content)) {}
  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override;
  std::uint64_t size() override { return content_.size(); }
  acestep_compat::cstring_view name() const noexcept override { return "test"; }

private:
  bytes content_;
};

/// Everything from where `decoder` stands, read in blocks of `block_frames`.
planar read_all(acestep_compat::detail::decoder& decoder, std::int64_t block_frames = 10000);

bytes joined(std::initializer_list<bytes> parts);

}  // namespace test_support
