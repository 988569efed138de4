#pragma once

#include <cstdint>
#include <vector>

#include "resample/filter_spec.hpp"
#include "resample/rate_ratio.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// One filter of a conversion that is to be designed.
struct stage_plan {
  rate_ratio ratio;
  std::int64_t taps;  ///< even, in samples of the stage's input
  double stop;        ///< where the stop band begins, in cycles per sample of the stage's input
  double attenuation_db;
};

/// How a filter is applied: by a table of all its phases, by FFTs, or with weights interpolated from a few phases.
enum class stage_method { polyphase, fft, interpolated };

/// The cheapest method for a stage; interpolation only where the table would be larger than `max_table_bytes`.
stage_method method_of(const stage_plan& plan);

/// The cheapest way to convert with `spec`, counted in multiplications for one second: one filter, or two.
///
/// A filter's length grows with its input rate against the width of its transition band. So where the rates are far
/// apart, a short filter with a wide transition band takes the signal half-way down, and the steep one works at a low
/// rate; upwards the other way round. What the short filter lets through between the lower Nyquist frequency and its
/// own stop band is what the steep one removes. The rate between the two may be above both, too: twice the lower one,
/// say, where an FFT does the steep filter and a short one the odd ratio.
std::vector<stage_plan> plan_stages(rate_ratio ratio, const filter_spec& spec);

/// Above this a table costs more to design and to keep than it is worth.
inline constexpr std::int64_t max_table_bytes = 4 << 20;

/// Bytes of the stage's polyphase table, without what its tiles add; a filter of 192 taps is the shortest that counts.
std::int64_t table_bytes(const stage_plan& plan);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
