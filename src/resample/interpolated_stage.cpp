#include "resample/interpolated_stage.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "resample/floor_div.hpp"
#include "resample/phase_weights.hpp"
#include "resample/simd_interpolated.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

constexpr int powers = 4;

/// How many intervals an input frame is cut into. The polynomials err by about (pi b / intervals)^4 / 3072, where b is
/// the filter's band against the input's Nyquist frequency: 2e-9 for 64 intervals at b = 1.
std::int64_t interval_count(double stop) {
  constexpr double full_band = 64;
  return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::ceil(full_band * 2 * stop)), 1, 128);
}

/// The Chebyshev nodes of [-1/2, 1/2]: the cubic through them errs evenly over the interval.
std::array<double, powers> chebyshev_nodes() {
  std::array<double, powers> nodes{};
  for (int i = 0; i < powers; ++i) nodes[i] = -0.5 * std::cos((2 * i + 1) * std::numbers::pi / (2 * powers));
  return nodes;
}

/// The powers' coefficients of the cubic that is `values` at `nodes`, by Newton's divided differences.
std::array<double, powers> cubic_through(const std::array<double, powers>& nodes, std::array<double, powers> values) {
  for (int order = 1; order < powers; ++order) {
    for (int i = powers - 1; i >= order; --i) values[i] = (values[i] - values[i - 1]) / (nodes[i] - nodes[i - order]);
  }
  std::array<double, powers> cubic{};
  for (int i = powers - 1; i >= 0; --i) {
    for (int p = powers - 1; p > 0; --p) cubic[p] = cubic[p - 1] - nodes[i] * cubic[p];
    cubic[0] = values[i] - nodes[i] * cubic[0];
  }
  return cubic;
}

}  // namespace

interpolated_stage::interpolated_stage(rate_ratio ratio, std::int64_t taps, const low_pass& filter, double stop)
    : ratio_(ratio),
      lead_(taps / 2 - 1),
      padded_taps_((taps + 15) / 16 * 16),
      intervals_(interval_count(stop)),
      weights_(static_cast<std::size_t>(intervals_ * powers * padded_taps_)) {
  std::fill_n(weights_.data(), weights_.size(), 0.0f);
  const std::array<double, powers> nodes = chebyshev_nodes();
  for (std::int64_t interval = 0; interval < intervals_; ++interval) {
    std::array<std::vector<double>, powers> at_node;
    for (int i = 0; i < powers; ++i) {
      const double fraction = (static_cast<double>(interval) + 0.5 + nodes[i]) / static_cast<double>(intervals_);
      at_node[i] = phase_weights(filter, taps, fraction);
    }
    float* const row = weights_.data() + interval * powers * padded_taps_;
    for (std::int64_t k = 0; k < taps; ++k) {
      const auto tap = static_cast<std::size_t>(k);
      const auto cubic = cubic_through(nodes, {at_node[0][tap], at_node[1][tap], at_node[2][tap], at_node[3][tap]});
      for (int p = 0; p < powers; ++p) row[p * padded_taps_ + k] = static_cast<float>(cubic[p]);
    }
  }
}

interpolated_stage::position interpolated_stage::position_of(std::int64_t output) const {
  // Whole periods apart, so that no product overflows.
  const std::int64_t period = floor_div(output, ratio_.up);
  const std::int64_t ticks = (output - period * ratio_.up) * ratio_.down;
  return {period * ratio_.down + ticks / ratio_.up, ticks % ratio_.up};
}

frame_range interpolated_stage::input_range(frame_range output) const {
  return {position_of(output.first).frame - lead_, position_of(output.last - 1).frame - lead_ + padded_taps_};
}

std::int64_t interpolated_stage::output_end(std::int64_t input_end) const {
  // The frames whose time lies before this input frame.
  const std::int64_t frame = input_end + lead_ - padded_taps_ + 1;
  const std::int64_t period = floor_div(frame, ratio_.down);
  const std::int64_t rest = (frame - period * ratio_.down) * ratio_.up;
  return period * ratio_.up + (rest + ratio_.down - 1) / ratio_.down;
}

void interpolated_stage::render(const float* input, frame_range available, frame_range output, float* destination,
                                stage_scratch& scratch) const {
  const interpolated_dot dot = interpolated_dot_kernel();
  const double scale = 1.0 / static_cast<double>(ratio_.up);
  for (std::int64_t first = output.first; first < output.last; first += block_frames()) {
    const frame_range block{first, std::min(first + block_frames(), output.last)};
    const frame_range needed = input_range(block);
    const float* const source = contiguous_frames(input, available, needed, scratch.source);
    const std::int64_t origin = needed.first + lead_;
    position at = position_of(block.first);
    for (std::int64_t frame = block.first; frame < block.last; ++frame) {
      const std::int64_t ticks = at.fraction * intervals_;
      const std::int64_t interval = ticks / ratio_.up;
      const double u = static_cast<double>(ticks - interval * ratio_.up) * scale - 0.5;
      destination[frame - output.first] =
          dot(source + (at.frame - origin), weights_.data() + interval * powers * padded_taps_, padded_taps_,
              static_cast<float>(u));
      at.fraction += ratio_.down;
      at.frame += at.fraction / ratio_.up;
      at.fraction %= ratio_.up;
    }
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
