#pragma once

#include "resample/fft_table.hpp"
#include "resample/stage.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A rational conversion by overlap-save convolution with FFTs in double precision. A block of the signal, fft_size
/// periods long, goes into each SIMD lane; blocks lie at fixed places of the signal.
///
/// A transform would spread a NaN or an infinity over its whole block. Such a block, which is known by its first frame,
/// is convolved directly, so that they reach no farther than the filter does.
class fft_stage final : public stage {
public:
  explicit fft_stage(fft_table table);

  frame_range input_range(frame_range output) const override;
  std::int64_t output_end(std::int64_t input_end) const override;
  std::int64_t block_frames() const override;
  void render(const float* input, frame_range available, frame_range output, float* destination,
              stage_scratch& scratch) const override;

private:
  void convolve(const float* source, frame_range available, frame_range output, float* destination) const;

  fft_table table_;
  std::int64_t block_out_;  ///< output frames of one block
  std::int64_t block_in_;   ///< the input frames by which blocks lie apart
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
