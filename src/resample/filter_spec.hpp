#pragma once

#include <acestep_compat/core/resampler.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// What a quality asks of its low-pass filter. The stop band begins at half the lower rate; where the pass band ends
/// follows from the length and the attenuation. docs/resampling.md has the figures that come of it.
struct filter_spec {
  int length;             ///< of the impulse response, in samples of the lower rate
  double attenuation_db;  ///< of the stop band
  bool exact;             ///< one filter, its largest terms summed in double precision
};

constexpr filter_spec spec_of(resample_quality quality) {
  switch (quality) {
    case resample_quality::fast:
      return {64, 96, false};
    case resample_quality::medium:
      return {128, 118, false};
    case resample_quality::high:
      return {192, 135, false};
    case resample_quality::best:
      break;
  }
  return {336, 158, true};
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
