#include "codecs/flac/residual.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace acestep_compat::inline v0::detail::flac {

namespace {

/// 0, 1, 2, 3, 4 mean 0, -1, 1, -2, 2.
inline std::int32_t unfold(std::uint32_t folded) noexcept {
  return static_cast<std::int32_t>(folded >> 1 ^ (0U - (folded & 1U)));
}

struct rice_symbol {
  bit_reader bits;
  std::uint32_t folded;
};

/// Any code length. By value, so that the loops that call it can keep their reader in registers.
[[gnu::noinline]] rice_symbol read_long_symbol(bit_reader bits, int parameter) noexcept {
  const std::uint64_t quotient = bits.read_unary();
  const std::uint64_t low = bits.read(parameter);
  return {bits, static_cast<std::uint32_t>(quotient << parameter | low)};
}

inline std::int32_t read_symbol(bit_reader& bits, int parameter) noexcept {
  const std::uint64_t window = bits.window();
  const int zeros = std::countl_zero(window);
  const int length = zeros + 1 + parameter;
  if (length > bits.ready()) [[unlikely]] {
    const rice_symbol symbol = read_long_symbol(bits, parameter);
    bits = symbol.bits;
    return unfold(symbol.folded);
  }
  bits.skip(length);
  // The stop bit comes along on top of the low bits: it stands for 1 << parameter.
  const auto low = static_cast<std::uint32_t>(window << zeros >> (63 - parameter));
  return unfold((static_cast<std::uint32_t>(zeros - 1) << parameter) + low);
}

}  // namespace

bool residual_reader::begin(bit_reader& bits, int block_size, int order, std::int32_t* output) noexcept {
  const auto method = bits.read(2);
  const auto partition_order = static_cast<int>(bits.read(4));
  if (method > 1) return false;
  partition_size_ = block_size >> partition_order;
  if (partition_size_ << partition_order != block_size || partition_size_ < order) return false;
  bits_ = &bits;
  output_ = output;
  parameter_bits_ = method == 0 ? 4 : 5;
  partitions_left_ = 1 << partition_order;
  next_size_ = partition_size_ - order;
  remaining_ = 0;
  return true;
}

bool residual_reader::next_partition() noexcept {
  while (partitions_left_ > 0) {
    --partitions_left_;
    const int size = std::exchange(next_size_, partition_size_);
    const auto parameter = static_cast<int>(bits_->read(parameter_bits_));
    if (parameter == (1 << parameter_bits_) - 1) {
      const auto width = static_cast<int>(bits_->read(5));
      for (int i = 0; i < size; ++i) *output_++ = static_cast<std::int32_t>(bits_->read_signed(width));
    } else if (size > 0) {
      parameter_ = parameter;
      remaining_ = size;
      return true;
    }
    // Nothing real comes any more; a caller sees the overrun.
    if (bits_->overrun()) partitions_left_ = 0;
  }
  return false;
}

void read_residual(residual_reader& residual) noexcept {
  while (residual.remaining() > 0 || residual.next_partition()) {
    bit_reader bits = residual.bits();
    const int parameter = residual.parameter();
    const int count = residual.remaining();
    std::int32_t* output = residual.output();
    for (int i = 0; i < count; ++i) {
      bits.refill();
      output[i] = read_symbol(bits, parameter);
    }
    residual.bits() = bits;
    residual.advance(count);
  }
}

void read_residuals(residual_reader& first, residual_reader& second) noexcept {
  while ((first.remaining() > 0 || first.next_partition()) && (second.remaining() > 0 || second.next_partition())) {
    bit_reader first_bits = first.bits();
    bit_reader second_bits = second.bits();
    const int first_parameter = first.parameter();
    const int second_parameter = second.parameter();
    const int count = std::min(first.remaining(), second.remaining());
    std::int32_t* first_output = first.output();
    std::int32_t* second_output = second.output();
    for (int i = 0; i < count; ++i) {
      first_bits.refill();
      second_bits.refill();
      first_output[i] = read_symbol(first_bits, first_parameter);
      second_output[i] = read_symbol(second_bits, second_parameter);
    }
    first.bits() = first_bits;
    second.bits() = second_bits;
    first.advance(count);
    second.advance(count);
  }
  read_residual(first);
  read_residual(second);
}

}  // namespace acestep_compat::inline v0::detail::flac
