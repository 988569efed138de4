#pragma once

#include <cstdint>

#include "codecs/flac/bit_reader.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// One subframe's residual on its way out of the bit stream (RFC 9639, section 9.2.7): partitions, each Rice coded
/// with a parameter of its own or escaped to plain binary numbers.
class residual_reader {
public:
  /// Reads the coding method and partition order of `block_size - order` values that go to `output`; false if they
  /// are not legal.
  bool begin(bit_reader& bits, int block_size, int order, std::int32_t* output) noexcept;

  /// Reads the head of the next Rice partition, and whole escaped partitions before it; false after the last one.
  bool next_partition() noexcept;

  // The Rice coded values of the partition that are still to be read.
  int remaining() const noexcept { return remaining_; }
  int parameter() const noexcept { return parameter_; }
  std::int32_t* output() const noexcept { return output_; }
  bit_reader& bits() const noexcept { return *bits_; }
  void advance(int count) noexcept {
    output_ += count;
    remaining_ -= count;
  }

private:
  bit_reader* bits_ = nullptr;
  std::int32_t* output_ = nullptr;
  int parameter_bits_ = 0;
  int parameter_ = 0;
  int remaining_ = 0;
  int partitions_left_ = 0;
  int partition_size_ = 0;
  int next_size_ = 0;  // the first partition is shorter by the warm-up samples
};

/// Reads everything that is left of a residual.
void read_residual(residual_reader& residual) noexcept;

/// The same for two residuals from different places of the stream, in lock step: decoding a Rice code waits for the
/// length of the one before, so that a second, independent chain costs little more time than one.
void read_residuals(residual_reader& first, residual_reader& second) noexcept;

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
