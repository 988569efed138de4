#include "resample/stage_plan.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace acestep_compat::inline v0::detail {

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

/// A filter that keeps everything below `pass` (cycles per input sample) and whose images or aliases fall outside it.
stage_plan relaxed(rate_ratio ratio, double pass, double attenuation_db) {
  const double output_rate = static_cast<double>(ratio.up) / static_cast<double>(ratio.down);
  const double stop = std::min(1.0, output_rate) - pass;
  const double kaiser_db = attenuation_db + relaxed_extra_db;
  const double taps = (kaiser_db - 8) / (2.285 * 2 * std::numbers::pi * (stop - pass));
  return {ratio, even(taps), stop, kaiser_db};
}

/// Multiplications for each second of a signal of one input frame per second.
double cost(const std::vector<stage_plan>& stages) {
  double total = 0;
  double rate = 1;
  for (const stage_plan& stage : stages) {
    rate *= static_cast<double>(stage.ratio.up) / static_cast<double>(stage.ratio.down);
    total += rate * static_cast<double>(stage.taps);
  }
  return total;
}

}  // namespace

std::int64_t table_bytes(const stage_plan& plan) {
  return plan.ratio.up * plan.taps * static_cast<std::int64_t>(sizeof(float));
}

std::vector<stage_plan> plan_stages(rate_ratio ratio, const filter_spec& spec) {
  std::vector<stage_plan> best = {steep(ratio, spec)};
  if (spec.exact) return best;  // each filter rounds once
  // Two filters round twice and pass the signal through memory once more: that has to pay.
  double lowest = 0.9 * cost(best);
  constexpr std::array<rate_ratio, 9> splits = {
      {{2, 1}, {3, 1}, {4, 1}, {5, 1}, {6, 1}, {8, 1}, {16, 1}, {3, 2}, {4, 3}}};
  for (const rate_ratio split : splits) {
    const bool down = ratio.up < ratio.down;
    const rate_ratio first =
        down ? reduced(split.down, split.up) : reduced(ratio.up * split.down, ratio.down * split.up);
    const rate_ratio second = down ? reduced(ratio.up * split.up, ratio.down * split.down) : split;
    // The rate between the two must lie between the two rates.
    if (down ? second.up >= second.down : first.up <= first.down) continue;
    const double between = static_cast<double>(first.up) / static_cast<double>(first.down);
    const double lower_nyquist = 0.5 * std::min(1.0, static_cast<double>(ratio.up) / static_cast<double>(ratio.down));
    std::vector<stage_plan> stages;
    if (down)
      stages = {relaxed(first, lower_nyquist, spec.attenuation_db), steep(second, spec)};
    else
      stages = {steep(first, spec), relaxed(second, lower_nyquist / between, spec.attenuation_db)};
    if (table_bytes(down ? stages.back() : stages.front()) > max_table_bytes || cost(stages) >= lowest) continue;
    lowest = cost(stages);
    best = std::move(stages);
  }
  return best;
}

}  // namespace acestep_compat::inline v0::detail
