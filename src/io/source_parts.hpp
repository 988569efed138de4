#pragma once

#include <cstdint>
#include <vector>

#include <acestep_compat/core/audio_source.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The bytes [begin, end) of a source.
struct byte_range {
  std::uint64_t begin;
  std::uint64_t end;
};

/// Parts of another source, one after the other, as a source of their own.
class source_parts final : public audio_source {
public:
  source_parts(audio_source& whole, std::vector<byte_range> parts);

  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override;
  std::uint64_t size() override { return size_; }
  cstring_view name() const noexcept override { return whole_.name(); }
  const unsigned char* memory() const noexcept override;

private:
  audio_source& whole_;
  std::vector<byte_range> parts_;
  std::vector<std::uint64_t> offsets_;  // where each part begins in this source
  std::uint64_t size_ = 0;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
