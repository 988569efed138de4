#pragma once

#include <cstddef>
#include <cstdint>

namespace acestep_compat {
inline namespace v0 {

/// Planar float samples that someone else owns: channel `c` is `data + c * channel_stride`, `num_frames` long.
/// Amplitudes are in [-1, 1] (float and lossy files may exceed that).
template <typename Sample>
struct basic_audio_view {
  Sample* data = nullptr;
  std::int64_t num_channels = 0;
  std::int64_t num_frames = 0;
  std::int64_t channel_stride = 0;  ///< in samples, >= num_frames

  Sample* channel(std::int64_t index) const noexcept { return data + index * channel_stride; }

  /// The frames [first, first + count) of every channel.
  basic_audio_view frames(std::int64_t first, std::int64_t count) const noexcept {
    return {data + first, num_channels, count, channel_stride};
  }

  operator basic_audio_view<const Sample>() const noexcept { return {data, num_channels, num_frames, channel_stride}; }
};

using audio_view = basic_audio_view<float>;
using const_audio_view = basic_audio_view<const float>;

/// The type of one sample in memory that is to be saved.
enum class sample_type { uint8, int16, int32, float32, float64 };

/// Samples of any type and layout that someone else owns: sample (c, t) is at index
/// `c * channel_stride + t * frame_stride` of an array of `type`.
///
/// An integer of b bits means amplitude x / 2^(b-1) (uint8: (x - 128) / 128).
struct sample_view {
  const void* data = nullptr;
  sample_type type = sample_type::float32;
  std::int64_t num_channels = 0;
  std::int64_t num_frames = 0;
  std::int64_t channel_stride = 0;
  std::int64_t frame_stride = 1;
};

}  // namespace v0
}  // namespace acestep_compat
