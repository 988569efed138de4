#include "resample/polyphase_stage.hpp"

#include <algorithm>
#include <utility>

#include "resample/floor_div.hpp"
#include "resample/simd_polyphase.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

/// A lane's segment is long against the filter, whose length is read again for each segment, and short enough that all
/// lanes' segments, in and out, stay in the second-level cache.
std::int64_t periods_per_lane(const polyphase_table& table) {
  const std::int64_t input_frames = std::max<std::int64_t>(768, table.num_rows);
  constexpr std::int64_t output_frames = 1536;
  return std::max<std::int64_t>(1, std::min(input_frames / table.period_in, output_frames / table.period_out));
}

}  // namespace

polyphase_stage::polyphase_stage(polyphase_table table)
    : table_(std::move(table)), max_periods_(periods_per_lane(table_)) {}

const polyphase_tile& polyphase_stage::tile_of(std::int64_t phase) const {
  return *std::prev(std::upper_bound(table_.tiles.begin(), table_.tiles.end(), phase,
                                     [](std::int64_t p, const polyphase_tile& tile) { return p < tile.first_phase; }));
}

frame_range polyphase_stage::input_range(frame_range output) const {
  const auto rows_of = [this](std::int64_t frame) {
    const std::int64_t period = floor_div(frame, table_.period_out);
    const polyphase_tile& tile = tile_of(frame - period * table_.period_out);
    const std::int64_t first = period * table_.period_in + tile.first_row - table_.lead;
    return frame_range{first, first + tile.num_rows};
  };
  return {rows_of(output.first).first, rows_of(output.last - 1).last};
}

std::int64_t polyphase_stage::output_end(std::int64_t input_end) const {
  const std::int64_t period = floor_div(input_end + table_.lead - table_.num_rows, table_.period_in) + 1;
  std::int64_t end = period * table_.period_out;
  for (const polyphase_tile& tile : table_.tiles) {
    if (period * table_.period_in + tile.first_row + tile.num_rows - table_.lead > input_end) break;
    end += tile.num_phases;
  }
  return end;
}

std::int64_t polyphase_stage::block_frames() const {
  return polyphase_shape().lanes * max_periods_ * table_.period_out;
}

void polyphase_stage::render(const float* input, frame_range available, frame_range output, float* destination,
                             stage_scratch& scratch) const {
  const std::int64_t lanes = polyphase_shape().lanes;
  const auto frames = [](std::int64_t count) { return static_cast<std::size_t>(count); };
  std::int64_t period = floor_div(output.first, table_.period_out);
  while (period * table_.period_out < output.last) {
    const std::int64_t left = -floor_div(period * table_.period_out - output.last, table_.period_out);
    const std::int64_t periods = std::clamp<std::int64_t>((left + lanes - 1) / lanes, 1, max_periods_);
    const std::int64_t rows = polyphase_padded_rows((periods - 1) * table_.period_in + table_.num_rows);
    const std::int64_t first = period * table_.period_in - table_.lead;
    const frame_range needed{first, first + (lanes - 1) * periods * table_.period_in + rows};

    polyphase_run run{};
    run.table = &table_;
    run.periods = periods;
    run.source = contiguous_frames(input, available, needed, scratch.source);
    scratch.input_rows.reserve(frames(rows * lanes));
    scratch.output_rows.reserve(frames(polyphase_padded_rows(periods * table_.period_out) * lanes));
    run.input_rows = scratch.input_rows.data();
    run.output_rows = scratch.output_rows.data();
    const std::int64_t start = period * table_.period_out;
    run.destination = destination + (start - output.first);
    run.first = std::max<std::int64_t>(output.first - start, 0);
    run.last = output.last - start;
    render_polyphase(run);
    period += lanes * periods;
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
