#include "codecs/flac/scalar_prediction.hpp"

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

/// Sums are of type Sum, unsigned inside, where overflow is defined.
template <int Order, typename Sum, typename Sample>
void restore_order(Sample* samples, int block_size, const subframe& predictor) noexcept {
  using unsigned_sum = std::make_unsigned_t<Sum>;
  using unsigned_sample = std::make_unsigned_t<Sample>;
  std::array<unsigned_sum, Order> weights;
  for (int j = 0; j < Order; ++j) weights[j] = static_cast<unsigned_sum>(Sum{predictor.coefficients[j]});
  for (int i = Order; i < block_size; ++i) {
    unsigned_sum sum = 0;
#if defined(__GNUC__)
#pragma GCC unroll 32
#endif
    for (int j = Order - 1; j >= 0; --j) sum += weights[j] * static_cast<unsigned_sum>(Sum{samples[i - 1 - j]});
    const Sum prediction = static_cast<Sum>(sum) >> predictor.shift;
    samples[i] =
        static_cast<Sample>(static_cast<unsigned_sample>(samples[i]) + static_cast<unsigned_sample>(prediction));
  }
}

template <typename Sample>
using restorer = void (*)(Sample*, int, const subframe&) noexcept;

template <typename Sum, typename Sample, int... Orders>
constexpr auto make_restorers(std::integer_sequence<int, Orders...>) {
  return std::array<restorer<Sample>, sizeof...(Orders)>{restore_order<Orders + 1, Sum, Sample>...};
}

using orders = std::make_integer_sequence<int, subframe::max_order>;
constexpr auto narrow = make_restorers<std::int32_t, std::int32_t>(orders{});
constexpr auto wide = make_restorers<std::int64_t, std::int32_t>(orders{});
constexpr auto widest = make_restorers<std::int64_t, std::int64_t>(orders{});

}  // namespace

void restore_one(std::int32_t* samples, int block_size, const subframe& predictor) noexcept {
  if (predictor.order == 0) return;
  const auto& restorers = predictor.sum_fits_32_bits() ? narrow : wide;
  restorers[static_cast<std::size_t>(predictor.order - 1)](samples, block_size, predictor);
}

void restore_one(std::int64_t* samples, int block_size, const subframe& predictor) noexcept {
  if (predictor.order > 0) widest[static_cast<std::size_t>(predictor.order - 1)](samples, block_size, predictor);
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
