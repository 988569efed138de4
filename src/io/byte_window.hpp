#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <acestep_compat/core/audio_source.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A source as seen through a block of it in memory, which follows a parser through the source. Files are read by
/// position into a block that fits the cache (a mapped file would kill the process if another one truncated it); a
/// source in memory is seen in place.
class byte_window {
public:
  explicit byte_window(audio_source& source);

  /// Smaller than at first if a read has found that the source has shrunk.
  std::uint64_t source_size() const noexcept { return source_size_; }

  /// The bytes [offset, offset + count), fewer only at the end of the source. Valid until the next call.
  std::span<const unsigned char> at(std::uint64_t offset, std::size_t count) {
    const auto found = at_least(offset, count);
    return found.first(std::min(found.size(), count));
  }

  /// The same, and whatever is in memory after them.
  std::span<const unsigned char> at_least(std::uint64_t offset, std::size_t count) {
    // An offset before the block wraps around to one far after it.
    const std::uint64_t skipped = offset - begin_;
    if (skipped > size_ || count > size_ - skipped) return fetch(offset, count);
    return {data() + skipped, static_cast<std::size_t>(size_ - skipped)};
  }

private:
  const unsigned char* data() const noexcept { return memory_ != nullptr ? memory_ : block_.data(); }
  std::span<const unsigned char> fetch(std::uint64_t offset, std::size_t count);

  audio_source* source_;
  std::uint64_t source_size_;
  const unsigned char* memory_;
  std::vector<unsigned char> block_;  // unless the source lies in memory
  std::uint64_t begin_ = 0;           // what is seen now: `size_` bytes from here on
  std::uint64_t size_ = 0;
  int steps_ = 0;  // blocks that were read one after the other, up to 3
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
