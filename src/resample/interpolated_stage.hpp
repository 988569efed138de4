#pragma once

#include "resample/aligned_array.hpp"
#include "resample/low_pass.hpp"
#include "resample/rate_ratio.hpp"
#include "resample/stage.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A conversion whose ratio has too many phases to keep a filter for each: between a few phases the weights follow
/// cubic polynomials (their error lies below -170 dB, far under the rounding of float32 weights).
class interpolated_stage final : public stage {
public:
  /// As `make_polyphase_table`; `filter` is in input samples, and its stop band begins at `stop`.
  interpolated_stage(rate_ratio ratio, std::int64_t taps, const low_pass& filter, double stop);

  frame_range input_range(frame_range output) const override;
  std::int64_t output_end(std::int64_t input_end) const override;
  std::int64_t block_frames() const override { return 4096; }
  void render(const float* input, frame_range available, frame_range output, float* destination,
              stage_scratch& scratch) const override;

private:
  /// An output frame's time: an input frame and a fraction of 1 / `up` frames.
  struct position {
    std::int64_t frame;
    std::int64_t fraction;
  };
  position position_of(std::int64_t output) const;

  rate_ratio ratio_;
  std::int64_t lead_;         ///< input frames before the one at an output frame's time
  std::int64_t padded_taps_;  ///< whole vectors of any kernel; the rest has zero weights
  std::int64_t intervals_;    ///< per input frame, with one polynomial for each tap
  aligned_array weights_;     ///< intervals x 4 powers x padded taps
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
