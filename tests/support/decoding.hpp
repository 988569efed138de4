#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include <acestep_compat/core/audio_source.hpp>

#include "codecs/decoder.hpp"
#include "support/bytes.hpp"
#include "support/test_audio.hpp"

namespace test_support {

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

/// A file's bytes, opened by the backend that decodes them.
struct opened_file {
  explicit opened_file(bytes content)
      : source(std::move(content)), decoder(acestep_compat::detail::open_decoder(source, {}, true)) {}
  positional_source source;
  std::unique_ptr<acestep_compat::detail::decoder> decoder;
};

/// Everything from where `decoder` stands, read in blocks of `block_frames`.
test_audio<float> read_all(acestep_compat::detail::decoder& decoder, std::int64_t block_frames = 10000);

/// The frames [first, first + count), by a seek.
test_audio<float> read_range(acestep_compat::detail::decoder& decoder, std::int64_t first, std::int64_t count);

}  // namespace test_support
