#pragma once

#include <cstdint>

#include "resample/fft_table.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// One run of the kernel. Every lane converts a block of its own of the same channel, the blocks following each other.
struct fft_run {
  const fft_table* table;
  const float* source;  ///< the first input frame of the first lane's block
  float* input_rows;    ///< scratch: fft_size * down x lanes
  float* output_rows;   ///< scratch: periods * up x lanes
  double* spectra;      ///< scratch: `fft_spectra_size`
  float* destination;   ///< where output frame 0 of the first lane goes
  std::int64_t first;   ///< only the output frames [first, last) are written
  std::int64_t last;
};

/// The blocks that the best kernel of this CPU converts in one run.
std::int64_t fft_lanes();

/// How many numbers a run keeps between its transforms: the spectra of the input, and one of the output.
inline std::int64_t fft_spectra_size(const fft_table& table, std::int64_t lanes) {
  return (table.inputs() + 1) * fft_size * 2 * lanes;
}

void render_by_fft(const fft_run& run);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
