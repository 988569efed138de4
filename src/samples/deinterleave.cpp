#include "samples/deinterleave.hpp"

#include <algorithm>

#include "samples/simd_pcm.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

void deinterleave(const float* interleaved, audio_view output) noexcept {
  const std::int64_t channels = output.num_channels;
  if (channels == 1) {
    std::copy_n(interleaved, output.num_frames, output.channel(0));
  } else if (channels == 2) {
    convert_pairs(sample_coding::f32, native_order, reinterpret_cast<const unsigned char*>(interleaved),
                  static_cast<std::size_t>(output.num_frames), output.channel(0), output.channel(1));
  } else {
    for (std::int64_t channel = 0; channel < channels; ++channel) {
      float* plane = output.channel(channel);
      for (std::int64_t frame = 0; frame < output.num_frames; ++frame) {
        plane[frame] = interleaved[frame * channels + channel];
      }
    }
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
