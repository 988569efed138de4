#include "resample/stage_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <utility>

#include "resample/fft_table.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

rate_ratio reduced(std::int64_t up, std::int64_t down) {
  const std::int64_t divisor = std::gcd(up, down);
  return {up / divisor, down / divisor};
}

std::int64_t even(double taps) {
  return 2 * static_cast<std::int64_t>(std::ceil(taps / 2));
}

/// Kaiser's formula is meant for long filters; short ones need this much more to reach their attenuation.
constexpr double relaxed_extra_db = 15;

/// The filter whose stop band begins at half the lower rate.
stage_plan steep(rate_ratio ratio, const filter_spec& spec) {
  const double shrink = std::min(1.0, static_cast<double>(ratio.up) / static_cast<double>(ratio.down));
  return {ratio, even(spec.length / shrink), 0.5 * shrink, spec.attenuation_db};
}

/// A filter that keeps everything below `pass` (cycles per input sample) and has its stop band from `stop` on.
stage_plan relaxed(rate_ratio ratio, double pass, double stop, double attenuation_db) {
  const double kaiser_db = attenuation_db + relaxed_extra_db;
  const double taps = (kaiser_db - 8) / (2.285 * 2 * std::numbers::pi * (stop - pass));
  return {ratio, even(taps), stop, kaiser_db};
}

/// Before a steep filter: only what would be folded below `pass` has to go.
stage_plan relaxed_down(rate_ratio ratio, double pass, double attenuation_db) {
  const double output_rate = static_cast<double>(ratio.up) / static_cast<double>(ratio.down);
  return relaxed(ratio, pass, std::min(1.0, output_rate - pass), attenuation_db);
}

/// After a steep filter: only the images of what lies below `pass` have to go.
stage_plan relaxed_up(rate_ratio ratio, double pass, double attenuation_db) {
  return relaxed(ratio, pass, 1 - pass, attenuation_db);
}

/// What the methods cost for one output frame, in multiplications of the polyphase kernel; the factors are measured.
double fft_cost(const stage_plan& plan) {
  constexpr std::int64_t longest_period = 4;  // the spectra of longer ones overflow the second-level cache
  const std::int64_t periods = fft_periods(plan.ratio, plan.taps);
  if (periods < 1 || plan.ratio.up > longest_period || plan.ratio.down > longest_period)
    return std::numeric_limits<double>::infinity();
  const bool even = plan.ratio.up % 2 == 0 && plan.ratio.down % 2 == 0;
  const double inputs = static_cast<double>(plan.ratio.down) / (even ? 2 : 1);
  const double outputs = static_cast<double>(plan.ratio.up) / (even ? 2 : 1);
  constexpr double transform = 41900;
  constexpr double product = 10600;
  return ((inputs + outputs) * transform + inputs * outputs * product) / (static_cast<double>(periods) * 2 * outputs);
}

double polyphase_cost(const stage_plan& plan) {
  // A tile reads the rows of all its phases for each, and every frame is transposed twice.
  constexpr double tile_phases = 10;
  constexpr double transposition = 10;
  return static_cast<double>(plan.taps) + transposition +
         tile_phases * static_cast<double>(plan.ratio.down) / static_cast<double>(plan.ratio.up);
}

double interpolated_cost(const stage_plan& plan) {
  return 8 * static_cast<double>(plan.taps);
}

double cost(const stage_plan& plan) {
  switch (method_of(plan)) {
    case stage_method::polyphase:
      return polyphase_cost(plan);
    case stage_method::fft:
      return fft_cost(plan);
    case stage_method::interpolated:
      break;
  }
  return interpolated_cost(plan);
}

/// For a signal of one input frame per second: for each second.
double cost(const std::vector<stage_plan>& stages) {
  double total = 0;
  double rate = 1;
  for (const stage_plan& stage : stages) {
    rate *= static_cast<double>(stage.ratio.up) / static_cast<double>(stage.ratio.down);
    total += rate * cost(stage);
  }
  return total;
}

/// The conversion through the rate that is `factor` times the lower one, which the steep filter works up from or down
/// to (`integer_steep`), or by which the short one does (not).
std::vector<stage_plan> split(rate_ratio ratio, rate_ratio factor, bool integer_steep, const filter_spec& spec) {
  const bool down = ratio.up < ratio.down;
  const rate_ratio step = down ? rate_ratio{factor.down, factor.up} : factor;
  const rate_ratio rest = reduced(ratio.up * step.down, ratio.down * step.up);
  const rate_ratio steep_ratio = integer_steep ? step : rest;
  const rate_ratio short_ratio = integer_steep ? rest : step;
  // The steep filter must work in the conversion's own direction, or its stop band would begin elsewhere.
  if (down ? steep_ratio.up >= steep_ratio.down : steep_ratio.up <= steep_ratio.down) return {};
  const double lower_nyquist = 0.5 * std::min(1.0, static_cast<double>(ratio.up) / static_cast<double>(ratio.down));
  if (down) return {relaxed_down(short_ratio, lower_nyquist, spec.attenuation_db), steep(steep_ratio, spec)};
  const double between = static_cast<double>(steep_ratio.up) / static_cast<double>(steep_ratio.down);
  return {steep(steep_ratio, spec), relaxed_up(short_ratio, lower_nyquist / between, spec.attenuation_db)};
}

}  // namespace

std::int64_t table_bytes(const stage_plan& plan) {
  // Short filters count as long ones: their period is as long, and it is the period that has to fit the caches.
  constexpr std::int64_t shortest = 192;
  return plan.ratio.up * std::max(plan.taps, shortest) * static_cast<std::int64_t>(sizeof(float));
}

stage_method method_of(const stage_plan& plan) {
  const bool has_table = table_bytes(plan) <= max_table_bytes;
  if (fft_cost(plan) < polyphase_cost(plan)) return stage_method::fft;
  return has_table ? stage_method::polyphase : stage_method::interpolated;
}

std::vector<stage_plan> plan_stages(rate_ratio ratio, const filter_spec& spec) {
  std::vector<stage_plan> best = {steep(ratio, spec)};
  if (spec.exact) return best;  // each filter rounds once
  // Two filters round twice and pass the signal through memory once more: that has to pay.
  double lowest = 0.8 * cost(best);
  constexpr std::array<rate_ratio, 9> factors = {
      {{2, 1}, {3, 1}, {4, 1}, {5, 1}, {6, 1}, {8, 1}, {16, 1}, {3, 2}, {4, 3}}};
  for (const rate_ratio factor : factors) {
    for (const bool integer_steep : {false, true}) {
      std::vector<stage_plan> stages = split(ratio, factor, integer_steep, spec);
      if (stages.empty() || cost(stages) >= lowest) continue;
      lowest = cost(stages);
      best = std::move(stages);
    }
  }
  return best;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
