#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <acestep_compat/core/audio_source.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// Sees a source through a block of it in memory. Files are read by position into a block that fits the cache (a
/// mapped file would kill the process when somebody else truncates it); a source in memory is seen in place.
class byte_window {
public:
  explicit byte_window(audio_source& source) : source_(&source), source_size_(source.size()) {}

  std::uint64_t source_size() const noexcept { return source_size_; }

  /// The bytes from `offset` on: at least `count`, fewer only at the end of the source. Valid until the next call.
  std::span<const unsigned char> at(std::uint64_t offset, std::size_t count);

private:
  audio_source* source_;
  std::uint64_t source_size_;
  std::vector<unsigned char> block_;
  std::uint64_t block_offset_ = 0;
  std::size_t block_size_ = 0;
};

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
