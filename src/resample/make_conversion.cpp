#include "resample/make_conversion.hpp"

#include "resample/interpolated_stage.hpp"
#include "resample/low_pass.hpp"
#include "resample/polyphase_stage.hpp"
#include "resample/simd_polyphase.hpp"
#include "resample/stage_plan.hpp"

namespace acestep_compat::inline v0::detail {

namespace {

std::unique_ptr<stage> make_stage(const stage_plan& plan, bool exact) {
  const low_pass filter(plan.stop, static_cast<double>(plan.taps), plan.attenuation_db);
  if (table_bytes(plan) > max_table_bytes) return std::make_unique<interpolated_stage>(plan.ratio, plan.taps, filter);
  const polyphase_options options{polyphase_shape().tile_phases, exact};
  return std::make_unique<polyphase_stage>(make_polyphase_table(plan.ratio, plan.taps, filter, options));
}

}  // namespace

conversion make_conversion(rate_ratio ratio, resample_quality quality) {
  std::vector<std::unique_ptr<stage>> stages;
  if (ratio.up != ratio.down) {
    const filter_spec spec = spec_of(quality);
    for (const stage_plan& plan : plan_stages(ratio, spec)) stages.push_back(make_stage(plan, spec.exact));
  }
  return conversion(std::move(stages));
}

}  // namespace acestep_compat::inline v0::detail
