#pragma once

#include <cstdint>
#include <vector>

#include "resample/aligned_array.hpp"
#include "resample/low_pass.hpp"
#include "resample/rate_ratio.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Neighbouring output frames that one run of the kernel computes together, since they read almost the same input:
/// row k of the tile is the input frame `first_row + k` and has one weight for each of its phases.
struct polyphase_tile {
  std::int32_t first_phase;
  std::int32_t num_phases;
  std::int32_t first_row;
  std::int32_t num_rows;
  std::size_t weights;  ///< where its num_rows x num_phases weights begin
  /// These rows in the middle are summed in double precision, with weights of their own; may be none.
  std::int32_t centre_row;
  std::int32_t centre_rows;
  std::size_t centre_weights;
};

/// The filter of a rational conversion, cut into tiles. It repeats every period: `period_out` output frames for
/// `period_in` input frames. Rows count from the period's input frame minus `lead`.
struct polyphase_table {
  std::int64_t period_out = 0;
  std::int64_t period_in = 0;
  std::int64_t lead = 0;
  std::int64_t num_rows = 0;  ///< that one period reads
  std::vector<polyphase_tile> tiles;
  aligned_array weights;
  std::vector<double> centre_weights;
};

/// At most this many phases fit the kernels' registers.
inline constexpr int max_tile_phases = 12;

/// What a table is made for.
struct polyphase_options {
  int tile_phases;     ///< phases in a tile: what the kernel likes best, `max_tile_phases` at most
  bool double_centre;  ///< sum the largest terms in double precision
};

/// `taps` (even) input frames make each output frame. `filter` is in input samples.
polyphase_table make_polyphase_table(rate_ratio ratio, std::int64_t taps, const low_pass& filter,
                                     const polyphase_options& options);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
