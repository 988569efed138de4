#include "resample/polyphase_table.hpp"

#include <algorithm>
#include <vector>

#include "resample/phase_weights.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

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

/// The rows around the centre of every phase of a tile whose phases' centres are `spread` rows apart.
std::int32_t centre_size(std::int64_t spread, std::int64_t num_rows) {
  constexpr std::int64_t rows_around = 16;  // more gain nothing: the terms outside are small enough for float sums
  return static_cast<std::int32_t>(std::min(spread + rows_around, num_rows));
}

/// The row of the first input frame of an output frame's filter, in a period.
std::int64_t first_row(rate_ratio ratio, std::int64_t phase) {
  return phase * ratio.down / ratio.up;
}

void cut_into_tiles(polyphase_table& table, rate_ratio ratio, std::int64_t taps, const polyphase_options& options) {
  const std::int64_t num_tiles = (table.period_out + options.tile_phases - 1) / options.tile_phases;
  std::size_t weights = 0;
  std::size_t centre_weights = 0;
  for (std::int64_t t = 0; t < num_tiles; ++t) {
    // Tiles of sizes that differ by one at most waste nothing.
    const std::int64_t first = t * table.period_out / num_tiles;
    const std::int64_t last = (t + 1) * table.period_out / num_tiles;
    const std::int64_t spread = first_row(ratio, last - 1) - first_row(ratio, first);
    polyphase_tile tile{};
    tile.first_phase = static_cast<std::int32_t>(first);
    tile.num_phases = static_cast<std::int32_t>(last - first);
    tile.first_row = static_cast<std::int32_t>(first_row(ratio, first));
    tile.num_rows = static_cast<std::int32_t>(spread + taps);
    tile.weights = weights;
    tile.centre_rows = options.double_centre ? centre_size(spread, tile.num_rows) : 0;
    tile.centre_row = (tile.num_rows - tile.centre_rows) / 2;
    tile.centre_weights = centre_weights;
    table.tiles.push_back(tile);
    weights += static_cast<std::size_t>(tile.num_rows) * static_cast<std::size_t>(tile.num_phases);
    centre_weights += static_cast<std::size_t>(tile.centre_rows) * static_cast<std::size_t>(tile.num_phases);
    table.num_rows = tile.first_row + tile.num_rows;
  }
  table.weights = aligned_array(weights);
  std::fill_n(table.weights.data(), weights, 0.0f);
  table.centre_weights.resize(centre_weights);
}

/// Writes the weights of phase `p` of a tile, of which the first belongs to the tile's row `offset`.
void fill_phase(polyphase_table& table, const polyphase_tile& tile, std::int32_t p, std::int64_t offset,
                const std::vector<double>& weights) {
  const auto place = [&](std::int64_t row) { return static_cast<std::size_t>(row * tile.num_phases + p); };
  std::int64_t row = offset;
  for (const double weight : weights) {
    table.weights.data()[tile.weights + place(row)] = static_cast<float>(weight);
    const std::int64_t centre_row = row - tile.centre_row;
    if (centre_row >= 0 && centre_row < tile.centre_rows)
      table.centre_weights[tile.centre_weights + place(centre_row)] = weight;
    ++row;
  }
}

}  // namespace

polyphase_table make_polyphase_table(rate_ratio ratio, std::int64_t taps, const low_pass& filter,
                                     const polyphase_options& options) {
  const std::int64_t repeat = repetitions(ratio.up, options.tile_phases);
  polyphase_table table;
  table.period_out = ratio.up * repeat;
  table.period_in = ratio.down * repeat;
  table.lead = taps / 2 - 1;
  cut_into_tiles(table, ratio, taps, options);
  for (const polyphase_tile& tile : table.tiles) {
    for (std::int32_t p = 0; p < tile.num_phases; ++p) {
      const std::int64_t phase = tile.first_phase + p;
      fill_phase(table, tile, p, first_row(ratio, phase) - tile.first_row, phase_weights(filter, taps, ratio, phase));
    }
  }
  return table;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
