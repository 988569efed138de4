#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <acestep_compat/core/audio_source.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A cache-sized block of a source that follows a parser through it. Sources that lie in memory are not copied.
class source_window {
public:
  static constexpr std::size_t max_view = 8192;  ///< the most bytes that one `view` can ask for

  struct bytes {
    const unsigned char* data;
    std::size_t size;
  };

  explicit source_window(audio_source& source)
      : source_(&source), source_size_(source.size()), memory_(source.memory()) {}

  std::uint64_t source_size() const noexcept { return source_size_; }

  /// The bytes [offset, offset + count), fewer at the end of the source; valid until the next call.
  /// Throws io_error.
  bytes view(std::uint64_t offset, std::size_t count) {
    if (memory_ != nullptr) {
      return offset < source_size_ ? bytes{memory_ + offset, clip(offset, count)} : bytes{memory_, 0};
    }
    if (offset < block_begin_ || offset + count > block_begin_ + block_size_) {
      count = clip(offset, count);
      if (count == 0) return {nullptr, 0};
      if (offset < block_begin_ || offset + count > block_begin_ + block_size_) refill(offset);
    }
    const auto skipped = static_cast<std::size_t>(offset - block_begin_);
    return {block_.data() + skipped, count < block_size_ - skipped ? count : block_size_ - skipped};
  }

private:
  std::size_t clip(std::uint64_t offset, std::size_t count) const noexcept {
    if (offset >= source_size_) return 0;
    const std::uint64_t left = source_size_ - offset;
    return left < count ? static_cast<std::size_t>(left) : count;
  }
  void refill(std::uint64_t offset);

  audio_source* source_;
  std::uint64_t source_size_;
  const unsigned char* memory_;
  std::vector<unsigned char> block_;
  std::uint64_t block_begin_ = 0;
  std::size_t block_size_ = 0;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
