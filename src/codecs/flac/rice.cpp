// Reads Rice codes. There is nothing for vectors in it, but counting zeros and shifting by a variable number of bits
// are one instruction each on CPUs that also have AVX2, and three otherwise: so it is compiled and chosen per CPU, too.

#include <algorithm>
#include <bit>
#include <cstdint>

#include "codecs/flac/residual.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "codecs/flac/rice.cpp"
#include <hwy/foreach_target.h>  // includes this file again for each target
//
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
#if HWY_COMPILER_GCC_ACTUAL && HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX2
// Highway counts a CPU as AVX2 only if it has LZCNT, but does not say so to the compiler.
#pragma GCC target("lzcnt")
#endif
namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {
namespace HWY_NAMESPACE {

/// 0, 1, 2, 3, 4 mean 0, -1, 1, -2, 2.
HWY_INLINE std::int32_t unfold(std::uint32_t folded) noexcept {
  return static_cast<std::int32_t>(folded >> 1 ^ (0U - (folded & 1U)));
}

struct rice_symbol {
  bit_reader bits;
  std::uint32_t folded;
};

/// Any code length. By value, so that the loops that call it can keep their reader in registers.
HWY_NOINLINE rice_symbol read_long_symbol(bit_reader bits, int parameter) noexcept {
  const std::uint64_t quotient = bits.read_unary();
  const std::uint64_t low = bits.read(parameter);
  return {bits, static_cast<std::uint32_t>(quotient << parameter | low)};
}

HWY_INLINE std::int32_t read_symbol(bit_reader& bits, int parameter) noexcept {
  const std::uint64_t window = bits.window();
  const int zeros = std::countl_zero(window);
  const int length = zeros + 1 + parameter;
  if (length > bits.ready()) [[unlikely]] {
    const rice_symbol symbol = read_long_symbol(bits, parameter);
    bits = symbol.bits;
    return unfold(symbol.folded);
  }
  bits.skip(length);
  // The stop bit comes along on top of the low bits: its value is 1 << parameter.
  const auto low = static_cast<std::uint32_t>(window << zeros >> (63 - parameter));
  return unfold((static_cast<std::uint32_t>(zeros - 1) << parameter) + low);
}

HWY_INLINE void read_symbols(bit_reader& bits, int parameter, std::int32_t* output, int count) noexcept {
  for (int i = 0; i < count; ++i) {
    bits.refill();
    output[i] = read_symbol(bits, parameter);
  }
}

void read_rice(residual_reader& residual) {
  while (residual.remaining() > 0 || residual.next_partition()) {
    bit_reader bits = residual.bits();
    const int count = residual.remaining();
    read_symbols(bits, residual.parameter(), residual.output(), count);
    residual.bits() = bits;
    residual.advance(count);
  }
}

void read_rice_pair(residual_reader& first, residual_reader& second) {
  while ((first.remaining() > 0 || first.next_partition()) && (second.remaining() > 0 || second.next_partition())) {
    bit_reader first_bits = first.bits();
    bit_reader second_bits = second.bits();
    const int first_parameter = first.parameter();
    const int second_parameter = second.parameter();
    const int count = std::min(first.remaining(), second.remaining());
    std::int32_t* first_output = first.output();
    std::int32_t* second_output = second.output();
    int i = 0;
    // Most often two codes fit what one refill makes ready; where not, read_symbol refills by itself.
    for (; i + 2 <= count; i += 2) {
      first_bits.refill();
      second_bits.refill();
      first_output[i] = read_symbol(first_bits, first_parameter);
      second_output[i] = read_symbol(second_bits, second_parameter);
      first_output[i + 1] = read_symbol(first_bits, first_parameter);
      second_output[i + 1] = read_symbol(second_bits, second_parameter);
    }
    read_symbols(first_bits, first_parameter, first_output + i, count - i);
    read_symbols(second_bits, second_parameter, second_output + i, count - i);
    first.bits() = first_bits;
    second.bits() = second_bits;
    first.advance(count);
    second.advance(count);
  }
  read_rice(first);
  read_rice(second);
}

}  // namespace HWY_NAMESPACE
}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

HWY_EXPORT(read_rice);
HWY_EXPORT(read_rice_pair);

void read_residual(residual_reader& residual) noexcept {
  HWY_DYNAMIC_DISPATCH(read_rice)(residual);
}

void read_residuals(residual_reader& first, residual_reader& second) noexcept {
  HWY_DYNAMIC_DISPATCH(read_rice_pair)(first, second);
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
#endif
