#include "resample/phase_weights.hpp"

#include <numeric>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

std::vector<double> phase_weights(const low_pass& filter, std::int64_t taps, double fraction) {
  std::vector<double> weights(static_cast<std::size_t>(taps));
  for (std::int64_t k = 0; k < taps; ++k)
    weights[static_cast<std::size_t>(k)] = filter(static_cast<double>(k - (taps / 2 - 1)) - fraction);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight /= sum;
  return weights;
}

std::vector<double> phase_weights(const low_pass& filter, std::int64_t taps, rate_ratio ratio, std::int64_t phase) {
  return phase_weights(filter, taps,
                       static_cast<double>(phase * ratio.down % ratio.up) / static_cast<double>(ratio.up));
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
