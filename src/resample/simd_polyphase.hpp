#pragma once

#include <cstdint>

#include "resample/polyphase_table.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// One run of the kernel. Every SIMD lane converts a segment of its own of the same channel: `periods` periods of the
/// table, the segments following each other.
struct polyphase_run {
  const polyphase_table* table;
  std::int64_t periods;
  const float* source;  ///< the first row of the first lane; the last lane's rows can be read up to a padded number
  float* input_rows;    ///< scratch for the transposed input: padded rows x lanes
  float* output_rows;   ///< scratch for the output before it is transposed: padded periods * period_out x lanes
  float* destination;   ///< where output frame 0 of the first lane goes
  std::int64_t first;   ///< only the output frames [first, last) are written
  std::int64_t last;
};

/// What the best kernel of this CPU works with.
struct polyphase_kernel_shape {
  int lanes;
  int tile_phases;
};
polyphase_kernel_shape polyphase_shape();

/// Rows are transposed in squares, so their number is rounded up to whole ones of any kernel.
constexpr std::int64_t polyphase_padded_rows(std::int64_t rows) {
  return (rows + 15) / 16 * 16;
}

void render_polyphase(const polyphase_run& run);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
