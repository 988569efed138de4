#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

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

  constexpr operator basic_audio_view<const Sample>() const noexcept {
    return {data, num_channels, num_frames, channel_stride};
  }
};

/// The frames [first, last) of a signal, counted from its beginning; may reach outside it, where there is silence.
struct frame_range {
  std::int64_t first = 0;
  std::int64_t last = 0;

  std::int64_t size() const noexcept { return last - first; }
  bool contains(frame_range other) const noexcept { return first <= other.first && other.last <= last; }
};

using audio_view = basic_audio_view<float>;
using const_audio_view = basic_audio_view<const float>;

/// The type of one sample in memory that is to be saved.
enum class sample_type { uint8, int16, int32, float32, float64 };

/// std::uint8_t, std::int16_t, std::int32_t, float or double as a `sample_type`.
template <typename Sample>
constexpr sample_type sample_type_of() noexcept {
  if constexpr (std::is_same_v<Sample, std::uint8_t>) {
    return sample_type::uint8;
  } else if constexpr (std::is_same_v<Sample, std::int16_t>) {
    return sample_type::int16;
  } else if constexpr (std::is_same_v<Sample, std::int32_t>) {
    return sample_type::int32;
  } else if constexpr (std::is_same_v<Sample, float>) {
    return sample_type::float32;
  } else {
    static_assert(std::is_same_v<Sample, double>, "not a type of samples");
    return sample_type::float64;
  }
}

/// Samples of any type and layout that someone else owns: sample (c, t) is at index
/// `c * channel_stride + t * frame_stride` of an array of `type`.
///
/// An integer of b bits means amplitude x / 2^(b-1) (uint8: (x - 128) / 128).
///
/// Example: `writer.write(buffer.view());` for planar samples: of audio_buffer, or what load_integers gives.
struct sample_view {
  constexpr sample_view() noexcept = default;
  constexpr sample_view(const void* samples, sample_type type_of_samples, std::int64_t channels, std::int64_t frames,
                        std::int64_t stride_of_channels, std::int64_t stride_of_frames = 1) noexcept
      : data(samples),
        type(type_of_samples),
        num_channels(channels),
        num_frames(frames),
        channel_stride(stride_of_channels),
        frame_stride(stride_of_frames) {}
  template <typename Sample>
  constexpr sample_view(basic_audio_view<Sample> samples) noexcept
      : sample_view(samples.data, sample_type_of<std::remove_const_t<Sample>>(), samples.num_channels,
                    samples.num_frames, samples.channel_stride) {}

  const void* data = nullptr;
  sample_type type = sample_type::float32;
  std::int64_t num_channels = 0;
  std::int64_t num_frames = 0;
  std::int64_t channel_stride = 0;
  std::int64_t frame_stride = 1;
};

}  // namespace v0
}  // namespace acestep_compat
