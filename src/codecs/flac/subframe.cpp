#include "codecs/flac/subframe.hpp"

#include <algorithm>
#include <cstdlib>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

/// Polynomials through the last samples, RFC 9639, section 9.2.5.
constexpr std::array<std::array<std::int32_t, 4>, 5> fixed_coefficients = {
    {{0, 0, 0, 0}, {1, 0, 0, 0}, {2, -1, 0, 0}, {3, -3, 1, 0}, {4, -6, 4, -1}}};

bool read_coefficients(bit_reader& bits, subframe& result) noexcept {
  const auto precision = static_cast<int>(bits.read(4)) + 1;
  result.shift = static_cast<int>(bits.read_signed(5));
  if (precision == 16 || result.shift < 0) return false;
  for (int i = 0; i < result.order; ++i) {
    result.coefficients[static_cast<std::size_t>(i)] = static_cast<std::int32_t>(bits.read_signed(precision));
  }
  return true;
}

}  // namespace

bool subframe::sum_fits_32_bits() const noexcept {
  std::int64_t sum = 0;
  for (const std::int32_t coefficient : coefficients) sum += std::abs(coefficient);
  return sum << (bits - 1) < std::int64_t{1} << 31;
}

template <typename Sample>
bool read_subframe(bit_reader& bits, int bits_per_sample, int block_size, Sample* samples, subframe& result) noexcept {
  result = {};
  if (bits.read(1) != 0) return false;
  const auto type = static_cast<int>(bits.read(6));
  if (bits.read(1) != 0) {
    const std::uint64_t more = bits.read_unary();
    if (more >= static_cast<std::uint64_t>(bits_per_sample - 1)) return false;
    result.wasted_bits = static_cast<int>(more) + 1;
  }
  result.bits = bits_per_sample - result.wasted_bits;

  if (type == 0) {
    std::fill_n(samples, block_size, static_cast<Sample>(bits.read_signed(result.bits)));
    return true;
  }
  if (type == 1) {
    for (int i = 0; i < block_size; ++i) samples[i] = static_cast<Sample>(bits.read_signed(result.bits));
    return true;
  }
  const bool is_linear = type >= 32;
  const bool is_fixed = type >= 8 && type <= 12;
  if (!is_linear && !is_fixed) return false;
  result.has_residual = true;
  result.order = is_linear ? type - 31 : type - 8;
  if (result.order > block_size) return false;
  for (int i = 0; i < result.order; ++i) samples[i] = static_cast<Sample>(bits.read_signed(result.bits));
  if (is_linear) return read_coefficients(bits, result);
  std::copy_n(fixed_coefficients[static_cast<std::size_t>(result.order)].begin(), 4, result.coefficients.begin());
  return true;
}

template bool read_subframe(bit_reader&, int, int, std::int32_t*, subframe&) noexcept;
template bool read_subframe(bit_reader&, int, int, std::int64_t*, subframe&) noexcept;

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
