#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <acestep_compat/core/resampler.hpp>

struct SRC_STATE_tag;

namespace acestep_compat::inline v0::detail {

/// One channel through libsamplerate, as a stream. Its output starts at input time 0 and has no end of its own: the
/// caller pushes silence behind the input and takes as many frames as it wants.
class samplerate_channel {
public:
  samplerate_channel(int orig_rate, int new_rate, resample_quality quality);

  /// Converts as much as fits: `consumed` input frames became `produced` output frames.
  struct progress {
    std::int64_t consumed;
    std::int64_t produced;
  };
  progress process(const float* input, std::int64_t input_frames, float* output, std::int64_t output_frames);
  void reset();

private:
  struct closer {
    void operator()(SRC_STATE_tag* state) const noexcept;
  };
  std::unique_ptr<SRC_STATE_tag, closer> state_;
  double ratio_;
};

}  // namespace acestep_compat::inline v0::detail
