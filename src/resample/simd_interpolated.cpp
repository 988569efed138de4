#include "resample/simd_interpolated.hpp"

// Sizeless vectors (SVE, RISC-V) cannot be kept in arrays; such CPUs run NEON or the baseline.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "resample/simd_interpolated.cpp"
#include <hwy/foreach_target.h>  // includes this file again for each target
//
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Sums over the lanes of wider vectors cost more than they save.
using float_tag = hn::CappedTag<float, 8>;
using float_vector = hn::Vec<float_tag>;

HWY_INLINE float_vector add_taps(const float* source, const float* weights, std::int64_t taps, float_vector u,
                                 float_vector sum) {
  const float_tag d;
  float_vector weight = hn::Load(d, weights + 3 * taps);
  weight = hn::MulAdd(weight, u, hn::Load(d, weights + 2 * taps));
  weight = hn::MulAdd(weight, u, hn::Load(d, weights + taps));
  weight = hn::MulAdd(weight, u, hn::Load(d, weights));
  return hn::MulAdd(weight, hn::LoadU(d, source), sum);
}

float dot(const float* source, const float* weights, std::int64_t taps, float fraction) {
  const float_tag d;
  const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
  const float_vector u = hn::Set(d, fraction);
  // Two sums that meet in the centre: the small outer terms come first.
  float_vector left = hn::Zero(d);
  float_vector right = hn::Zero(d);
  std::int64_t i = 0;
  std::int64_t j = taps - lanes;
  for (; i < j; i += lanes, j -= lanes) {
    left = add_taps(source + i, weights + i, taps, u, left);
    right = add_taps(source + j, weights + j, taps, u, right);
  }
  if (i == j) left = add_taps(source + i, weights + i, taps, u, left);
  return hn::GetLane(hn::SumOfLanes(d, hn::Add(left, right)));
}

interpolated_dot dot_function() {
  return dot;
}

}  // namespace HWY_NAMESPACE
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace acestep_compat {
inline namespace v0 {
namespace detail {

HWY_EXPORT(dot_function);
interpolated_dot interpolated_dot_kernel() {
  return HWY_DYNAMIC_DISPATCH(dot_function)();
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
#endif
