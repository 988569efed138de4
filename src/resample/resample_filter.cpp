#include <vector>

#include <acestep_compat/core/resample_filter.hpp>

#include "base/fail.hpp"
#include "resample/filter_spec.hpp"
#include "resample/low_pass.hpp"
#include "resample/phase_weights.hpp"
#include "resample/rate_ratio.hpp"
#include "resample/stage_plan.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

std::vector<double> weights_of(const detail::stage_plan& plan) {
  const detail::low_pass filter(plan.stop, static_cast<double>(plan.taps), plan.attenuation_db);
  std::vector<double> weights;
  for (std::int64_t phase = 0; phase < plan.ratio.up; ++phase) {
    const std::vector<double> row = detail::phase_weights(filter, plan.taps, plan.ratio, phase);
    weights.insert(weights.end(), row.begin(), row.end());
  }
  return weights;
}

}  // namespace

struct resample_filter::state {
  state(int orig_rate, int new_rate, resample_quality quality) {
    const detail::rate_ratio ratio = detail::make_rate_ratio(orig_rate, new_rate);
    if (ratio.up == ratio.down) return;
    for (const detail::stage_plan& plan : detail::plan_stages(ratio, detail::spec_of(quality))) {
      if (detail::method_of(plan) == detail::stage_method::interpolated) {
        detail::fail<invalid_argument>(orig_rate, " Hz to ", new_rate, " Hz is ", ratio.up, "/", ratio.down,
                                       " in lowest terms: its filters need ", detail::table_bytes(plan),
                                       " bytes, and the limit is ", detail::max_table_bytes);
      }
      weights.push_back(weights_of(plan));
      stages.push_back({plan.ratio.up, plan.ratio.down, plan.taps, weights.back().data()});
    }
  }

  std::vector<std::vector<double>> weights;
  std::vector<filter_stage> stages;
};

resample_filter::resample_filter(int orig_rate, int new_rate, resample_quality quality)
    : state_(std::make_shared<const state>(orig_rate, new_rate, quality)) {}

std::int64_t resample_filter::num_stages() const noexcept {
  return static_cast<std::int64_t>(state_->stages.size());
}

const filter_stage& resample_filter::stage(std::int64_t index) const noexcept {
  return state_->stages[static_cast<std::size_t>(index)];
}

}  // namespace v0
}  // namespace acestep_compat
