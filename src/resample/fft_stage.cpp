#include "resample/fft_stage.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "resample/floor_div.hpp"
#include "resample/simd_fft.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

fft_stage::fft_stage(fft_table table)
    : table_(std::move(table)), block_out_(table_.periods * table_.up), block_in_(table_.periods * table_.down) {}

frame_range fft_stage::input_range(frame_range output) const {
  const std::int64_t first = floor_div(output.first, block_out_);
  const std::int64_t last = floor_div(output.last - 1, block_out_);
  return {first * block_in_ - table_.lead, last * block_in_ - table_.lead + fft_size * table_.down};
}

std::int64_t fft_stage::output_end(std::int64_t input_end) const {
  return (floor_div(input_end + table_.lead - fft_size * table_.down, block_in_) + 1) * block_out_;
}

std::int64_t fft_stage::block_frames() const {
  constexpr std::int64_t blocks = 16;  // one more, at a range's end that lies within a block, costs little beside them
  return blocks * block_out_;
}

void fft_stage::render(const float* input, frame_range available, frame_range output, float* destination,
                       stage_scratch& scratch) const {
  const std::int64_t lanes = fft_lanes();
  const auto frames = [](std::int64_t count) { return static_cast<std::size_t>(count); };
  scratch.input_rows.reserve(frames(fft_size * table_.down * lanes));
  scratch.output_rows.reserve(frames(block_out_ * lanes));
  scratch.spectra.reserve(frames(fft_spectra_size(table_, lanes)));
  for (std::int64_t block = floor_div(output.first, block_out_); block * block_out_ < output.last; block += lanes) {
    const std::int64_t first = block * block_in_ - table_.lead;
    const frame_range needed{first, first + (lanes - 1) * block_in_ + fft_size * table_.down};
    const std::int64_t start = block * block_out_;
    fft_run run{};
    run.table = &table_;
    run.source = contiguous_frames(input, available, needed, scratch.source);
    run.input_rows = scratch.input_rows.data();
    run.output_rows = scratch.output_rows.data();
    run.spectra = scratch.spectra.data();
    run.destination = destination + (start - output.first);
    run.first = std::max<std::int64_t>(output.first - start, 0);
    run.last = output.last - start;
    render_by_fft(run);
    for (std::int64_t lane = 0; lane < lanes; ++lane) {
      const frame_range part{std::max(output.first, start + lane * block_out_),
                             std::min(output.last, start + (lane + 1) * block_out_)};
      if (part.size() > 0 && !std::isfinite(run.output_rows[lane]))
        convolve(run.source, needed, part, destination + (part.first - output.first));
    }
  }
}

void fft_stage::convolve(const float* source, frame_range available, frame_range output, float* destination) const {
  for (std::int64_t frame = output.first; frame < output.last; ++frame) {
    const std::int64_t period = floor_div(frame, table_.up);
    const std::int64_t phase = frame - period * table_.up;
    const std::int64_t first = period * table_.down + table_.first_row(phase) - table_.lead;
    const float* const from = source + (first - available.first);
    const double* const weights = table_.weights.data() + phase * table_.taps;
    destination[frame - output.first] = static_cast<float>(std::inner_product(from, from + table_.taps, weights, 0.0));
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
