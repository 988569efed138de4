#pragma once

#include <cstdint>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The sum of `taps` (a multiple of 16) frames of `source`, weighted by cubic polynomials at `u`: weight k is
/// w0[k] + u w1[k] + u^2 w2[k] + u^3 w3[k], where wp begins at `weights + p * taps`.
using interpolated_dot = float (*)(const float* source, const float* weights, std::int64_t taps, float u);

/// The best one for this CPU.
interpolated_dot interpolated_dot_kernel();

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
