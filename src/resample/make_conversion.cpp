#include "resample/make_conversion.hpp"

#include "resample/fft_stage.hpp"
#include "resample/interpolated_stage.hpp"
#include "resample/low_pass.hpp"
#include "resample/polyphase_stage.hpp"
#include "resample/simd_polyphase.hpp"
#include "resample/stage_plan.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

std::unique_ptr<stage> make_stage(const stage_plan& plan, bool exact) {
  const low_pass filter(plan.stop, static_cast<double>(plan.taps), plan.attenuation_db);
  switch (method_of(plan)) {
    case stage_method::polyphase: {
      const polyphase_options options{polyphase_shape().tile_phases, exact};
      return std::make_unique<polyphase_stage>(make_polyphase_table(plan.ratio, plan.taps, filter, options));
    }
    case stage_method::fft:
      return std::make_unique<fft_stage>(make_fft_table(plan.ratio, plan.taps, filter));
    case stage_method::interpolated:
      break;
  }
  return std::make_unique<interpolated_stage>(plan.ratio, plan.taps, filter, plan.stop);
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

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
