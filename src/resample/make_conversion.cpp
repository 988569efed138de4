#include "resample/make_conversion.hpp"

#include <algorithm>
#include <cmath>

#include "resample/filter_spec.hpp"
#include "resample/polyphase_stage.hpp"
#include "resample/simd_polyphase.hpp"

namespace acestep_compat::inline v0::detail {

namespace {

/// Taps in input samples for a response of `length` samples of the lower rate; even, as the tables want it.
std::int64_t tap_count(rate_ratio ratio, int length) {
  const double stretch = std::max(1.0, static_cast<double>(ratio.down) / static_cast<double>(ratio.up));
  return 2 * static_cast<std::int64_t>(std::ceil(length * stretch / 2));
}

}  // namespace

conversion make_conversion(rate_ratio ratio, resample_quality quality) {
  std::vector<std::unique_ptr<stage>> stages;
  if (ratio.up != ratio.down) {
    const filter_spec spec = spec_of(quality);
    const std::int64_t taps = tap_count(ratio, spec.length);
    const double lower_nyquist = 0.5 * std::min(1.0, static_cast<double>(ratio.up) / static_cast<double>(ratio.down));
    const low_pass filter(lower_nyquist, static_cast<double>(taps), spec.attenuation_db);
    stages.push_back(
        std::make_unique<polyphase_stage>(make_polyphase_table(ratio, taps, filter, polyphase_shape().tile_phases)));
  }
  return conversion(std::move(stages));
}

}  // namespace acestep_compat::inline v0::detail
