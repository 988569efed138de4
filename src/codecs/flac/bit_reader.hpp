#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#if defined(_MSC_VER)
#include <stdlib.h>  // _byteswap_uint64
#endif

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// Reads big-endian bit fields from bytes in memory. After the last byte it reads zeros and reports that in
/// `overrun()`, so that a caller can check once per frame instead of once per field.
///
/// A small value type: loops copy it into registers and copy it back.
class bit_reader {
public:
  /// The most bits that one `read` gives.
  static constexpr int max_read = 56;

  bit_reader() noexcept = default;
  /// Begins after the first `skipped` bytes, or at the end if there are fewer.
  explicit bit_reader(std::span<const unsigned char> bytes, std::size_t skipped = 0) noexcept
      : data_(bytes.data()), size_(bytes.size()), next_(skipped) {}

  /// Makes at least `max_read` bits ready for `peek` and `skip`.
  void refill() noexcept {
    if (next_ + 8 <= size_) [[likely]] {
      std::uint64_t word;
      std::memcpy(&word, data_ + next_, sizeof word);
      if constexpr (std::endian::native == std::endian::little) word = swap_bytes(word);
      window_ |= word >> ready_;
      const int bytes = (63 - ready_) >> 3;
      next_ += static_cast<std::size_t>(bytes);
      ready_ += bytes * 8;
    } else {
      refill_at_end();
    }
  }

  /// The next bits, left-aligned; `ready()` of them are real, the rest may be anything that a refill repeats.
  std::uint64_t window() const noexcept { return window_; }
  int ready() const noexcept { return ready_; }
  /// Drops `count` < 64 bits, at most `ready()`.
  void skip(int count) noexcept {
    window_ <<= count;
    ready_ -= count;
  }

  /// An unsigned field of 0..max_read bits.
  std::uint64_t read(int count) noexcept {
    if (ready_ < count) refill();
    const std::uint64_t value = window_ >> 1 >> (63 - count);
    skip(count);
    return value;
  }

  /// A two's complement field of 0..max_read bits.
  std::int64_t read_signed(int count) noexcept {
    if (count == 0) return 0;
    if (ready_ < count) refill();
    const auto value = static_cast<std::int64_t>(window_) >> (64 - count);
    skip(count);
    return value;
  }

  /// Counts the zeros before the next one and drops all of them; ends early, with any count, in an overrun.
  std::uint64_t read_unary() noexcept {
    std::uint64_t zeros = 0;
    for (;;) {
      if (ready_ < 32) refill();
      const int run = std::countl_zero(window_);
      if (run < ready_) {
        skip(run);
        skip(1);
        return zeros + static_cast<std::uint64_t>(run);
      }
      zeros += static_cast<std::uint64_t>(ready_);
      window_ = 0;
      ready_ = 0;
      if (overrun()) return zeros;
    }
  }

  /// Drops the bits up to the next byte boundary and says whether all of them were zero.
  bool skip_to_byte() noexcept { return read(ready_ & 7) == 0; }

  /// The byte that the next bit lies in, counted from the first.
  std::size_t byte_position() const noexcept { return next_ - static_cast<std::size_t>(ready_ >> 3); }

  /// Whether bits after the last byte were taken.
  bool overrun() const noexcept { return next_ > size_ && (next_ - size_) * 8 > static_cast<std::size_t>(ready_); }

private:
  static std::uint64_t swap_bytes(std::uint64_t word) noexcept {
#if defined(_MSC_VER)
    return _byteswap_uint64(word);
#else
    return __builtin_bswap64(word);
#endif
  }

  void refill_at_end() noexcept {
    while (ready_ < max_read) {
      const std::uint64_t byte = next_ < size_ ? data_[next_] : 0;
      window_ |= byte << (56 - ready_);
      ++next_;
      ready_ += 8;
    }
  }

  const unsigned char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t next_ = 0;  // the byte that a refill takes next; beyond size_ by the zeros that were made up
  std::uint64_t window_ = 0;
  int ready_ = 0;
};

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
