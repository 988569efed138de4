#include "resample/polyphase_table.hpp"

#include <algorithm>
#include <vector>

#include "resample/phase_weights.hpp"

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

/// The rows around the centre of every phase of a tile whose phases' centres are `spread` rows apart.
std::int32_t centre_size(std::int64_t spread, std::int64_t num_rows) {
  constexpr std::int64_t rows_around = 16;  // more gain nothing: the terms outside are small enough for float sums
  return static_cast<std::int32_t>(std::min(spread + rows_around, num_rows));
}

}  // namespace

polyphase_table make_polyphase_table(rate_ratio ratio, std::int64_t taps, const low_pass& filter,
                                     const polyphase_options& options) {
  const std::int64_t repeat = repetitions(ratio.up, options.tile_phases);
  polyphase_table table;
  table.period_out = ratio.up * repeat;
  table.period_in = ratio.down * repeat;
  table.lead = taps / 2 - 1;

  const auto row_of = [&](std::int64_t phase) { return phase * ratio.down / ratio.up; };
  const std::int64_t num_tiles = (table.period_out + options.tile_phases - 1) / options.tile_phases;
  std::size_t size = 0;
  std::size_t centre_weights = 0;
  for (std::int64_t t = 0; t < num_tiles; ++t) {
    // Tiles of sizes that differ by one at most waste nothing.
    const std::int64_t first = t * table.period_out / num_tiles;
    const std::int64_t last = (t + 1) * table.period_out / num_tiles;
    const std::int64_t spread = row_of(last - 1) - row_of(first);
    polyphase_tile tile{};
    tile.first_phase = static_cast<std::int32_t>(first);
    tile.num_phases = static_cast<std::int32_t>(last - first);
    tile.first_row = static_cast<std::int32_t>(row_of(first));
    tile.num_rows = static_cast<std::int32_t>(spread + taps);
    tile.weights = size;
    tile.centre_rows = options.double_centre ? centre_size(spread, tile.num_rows) : 0;
    tile.centre_row = (tile.num_rows - tile.centre_rows) / 2;
    tile.centre_weights = centre_weights;
    table.tiles.push_back(tile);
    size += static_cast<std::size_t>(tile.num_rows) * static_cast<std::size_t>(tile.num_phases);
    centre_weights += static_cast<std::size_t>(tile.centre_rows) * static_cast<std::size_t>(tile.num_phases);
    table.num_rows = tile.first_row + tile.num_rows;
  }

  table.weights = aligned_array(size);
  std::fill_n(table.weights.data(), size, 0.0f);
  table.centre_weights.resize(centre_weights);
  for (const polyphase_tile& tile : table.tiles) {
    for (std::int32_t p = 0; p < tile.num_phases; ++p) {
      const std::int64_t phase = tile.first_phase + p;
      const double fraction = static_cast<double>(phase * ratio.down % ratio.up) / static_cast<double>(ratio.up);
      const std::vector<double> weights = phase_weights(filter, taps, fraction);
      const std::int64_t offset = row_of(phase) - tile.first_row;
      for (std::int64_t k = 0; k < taps; ++k) {
        const std::int64_t row = offset + k;
        const std::int64_t centre_row = row - tile.centre_row;
        const auto place = [&](std::size_t begin, std::int64_t r) {
          return begin + static_cast<std::size_t>(r * tile.num_phases + p);
        };
        const double weight = weights[static_cast<std::size_t>(k)];
        table.weights.data()[place(tile.weights, row)] = static_cast<float>(weight);
        if (centre_row >= 0 && centre_row < tile.centre_rows)
          table.centre_weights[place(tile.centre_weights, centre_row)] = weight;
      }
    }
  }
  return table;
}

}  // namespace acestep_compat::inline v0::detail
