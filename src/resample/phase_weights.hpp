#pragma once

#include <cstdint>
#include <vector>

#include "resample/low_pass.hpp"
#include "resample/rate_ratio.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The weights of `taps` (even) input frames for an output frame that lies `fraction` frames after the one at index
/// taps / 2 - 1. Their sum is 1, so that a constant signal stays what it is in every phase.
std::vector<double> phase_weights(const low_pass& filter, std::int64_t taps, double fraction);

/// The same for output frame `phase` of a period, the first of which lies on an input frame.
std::vector<double> phase_weights(const low_pass& filter, std::int64_t taps, rate_ratio ratio, std::int64_t phase);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
