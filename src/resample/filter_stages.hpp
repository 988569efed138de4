#pragma once

#include <cstdint>
#include <vector>

#include <acestep_compat/core/resampler.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The filter of one stage of a conversion, for code that applies it by other means: output frame p * up + j is the
/// sum over k of weights[j][k] times the input frame p * down + floor(j * down / up) - (taps / 2 - 1) + k.
struct filter_stage {
  std::int64_t up;
  std::int64_t down;
  std::int64_t taps;
  std::vector<double> weights;  ///< up x taps
};

/// The stages that `get_conversion` would use, in order; none for equal rates. Throws invalid_argument as
/// `resampled_length` does, and for a ratio that is served by interpolation, since its filters would fill a table of
/// more than 4 MiB.
std::vector<filter_stage> design_filter_stages(int orig_rate, int new_rate, resample_quality quality);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
