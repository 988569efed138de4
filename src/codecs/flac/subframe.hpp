#pragma once

#include <array>
#include <cstdint>

#include "codecs/flac/bit_reader.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// One channel of one frame (RFC 9639, section 9.2). Fixed predictors are written as the linear predictors that they
/// are; a constant or verbatim subframe predicts nothing and has no residual.
struct subframe {
  static constexpr int max_order = 32;

  bool has_residual = false;
  int order = 0;
  int shift = 0;                                       ///< of the weighted sum, to the right
  int bits = 0;                                        ///< of a coded sample, wasted bits not counted
  int wasted_bits = 0;                                 ///< zeros at the low end of every sample, not coded
  std::array<std::int32_t, max_order> coefficients{};  ///< the newest sample's first

  /// Whether the weighted sum of any samples of `bits` bits fits 32 bits.
  bool sum_fits_32_bits() const noexcept;
};

/// Reads a subframe up to its residual: the `order` warm-up samples, or all of a constant or verbatim subframe, go to
/// `samples`. Returns false if it is not legal. Sample is std::int32_t, or std::int64_t for samples of 33 bits.
template <typename Sample>
bool read_subframe(bit_reader& bits, int bits_per_sample, int block_size, Sample* samples, subframe& result) noexcept;

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
