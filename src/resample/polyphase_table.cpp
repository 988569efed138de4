#include "resample/polyphase_table.hpp"

#include <algorithm>
#include <numeric>

namespace acestep_compat::inline v0::detail {

namespace {

/// How often the shortest period is repeated so that it splits into full tiles, or nearly.
std::int64_t repetitions(std::int64_t up, std::int64_t tile_phases) {
  std::int64_t best = 1;
  double best_fill = 0;
  for (std::int64_t n = 1; n <= tile_phases && (n == 1 || n * up <= 4 * tile_phases); ++n) {
    const std::int64_t tiles = (n * up + tile_phases - 1) / tile_phases;
    const double fill = static_cast<double>(n * up) / static_cast<double>(tiles * tile_phases);
    if (fill > best_fill + 0.05) {
      best = n;
      best_fill = fill;
    }
  }
  return best;
}

std::vector<double> phase_weights(const low_pass& filter, std::int64_t taps, double fraction) {
  std::vector<double> weights(static_cast<std::size_t>(taps));
  for (std::int64_t k = 0; k < taps; ++k)
    weights[static_cast<std::size_t>(k)] = filter(static_cast<double>(k - (taps / 2 - 1)) - fraction);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (double& weight : weights) weight /= sum;
  return weights;
}

}  // namespace

polyphase_table make_polyphase_table(rate_ratio ratio, std::int64_t taps, const low_pass& filter, int tile_phases) {
  const std::int64_t repeat = repetitions(ratio.up, tile_phases);
  polyphase_table table;
  table.period_out = ratio.up * repeat;
  table.period_in = ratio.down * repeat;
  table.lead = taps / 2 - 1;

  const auto row_of = [&](std::int64_t phase) { return phase * ratio.down / ratio.up; };
  const std::int64_t num_tiles = (table.period_out + tile_phases - 1) / tile_phases;
  std::size_t size = 0;
  for (std::int64_t t = 0; t < num_tiles; ++t) {
    // Tiles of sizes that differ by one at most waste nothing.
    const std::int64_t first = t * table.period_out / num_tiles;
    const std::int64_t last = (t + 1) * table.period_out / num_tiles;
    const std::int64_t rows = row_of(last - 1) - row_of(first) + taps;
    table.tiles.push_back({static_cast<std::int32_t>(first), static_cast<std::int32_t>(last - first),
                           static_cast<std::int32_t>(row_of(first)), static_cast<std::int32_t>(rows), size});
    size += static_cast<std::size_t>(rows * (last - first));
    table.num_rows = row_of(last - 1) + taps;
  }

  table.weights = aligned_array(size);
  std::fill_n(table.weights.data(), size, 0.0f);
  for (const polyphase_tile& tile : table.tiles) {
    for (std::int64_t p = 0; p < tile.num_phases; ++p) {
      const std::int64_t phase = tile.first_phase + p;
      const double fraction = static_cast<double>(phase * ratio.down % ratio.up) / static_cast<double>(ratio.up);
      const std::vector<double> weights = phase_weights(filter, taps, fraction);
      float* column = table.weights.data() + tile.weights + (row_of(phase) - tile.first_row) * tile.num_phases + p;
      for (std::int64_t k = 0; k < taps; ++k)
        column[k * tile.num_phases] = static_cast<float>(weights[static_cast<std::size_t>(k)]);
    }
  }
  return table;
}

}  // namespace acestep_compat::inline v0::detail
