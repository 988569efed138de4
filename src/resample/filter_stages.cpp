#include "resample/filter_stages.hpp"

#include "base/fail.hpp"
#include "resample/filter_spec.hpp"
#include "resample/low_pass.hpp"
#include "resample/phase_weights.hpp"
#include "resample/rate_ratio.hpp"
#include "resample/stage_plan.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

std::vector<filter_stage> design_filter_stages(int orig_rate, int new_rate, resample_quality quality) {
  const rate_ratio ratio = make_rate_ratio(orig_rate, new_rate);
  std::vector<filter_stage> stages;
  if (ratio.up == ratio.down) return stages;
  for (const stage_plan& plan : plan_stages(ratio, spec_of(quality))) {
    if (method_of(plan) == stage_method::interpolated) {
      fail<invalid_argument>(orig_rate, " Hz to ", new_rate, " Hz is ", ratio.up, "/", ratio.down,
                             " in lowest terms: its filters need ", table_bytes(plan), " bytes, and the limit is ",
                             max_table_bytes);
    }
    const low_pass filter(plan.stop, static_cast<double>(plan.taps), plan.attenuation_db);
    filter_stage stage{plan.ratio.up, plan.ratio.down, plan.taps, {}};
    for (std::int64_t j = 0; j < stage.up; ++j) {
      const std::vector<double> weights = phase_weights(filter, plan.taps, plan.ratio, j);
      stage.weights.insert(stage.weights.end(), weights.begin(), weights.end());
    }
    stages.push_back(std::move(stage));
  }
  return stages;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
