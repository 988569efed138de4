#include "pipeline/channel_map.hpp"

#include <algorithm>

#include <acestep_compat/core/channel_order.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

void average(const_audio_view input, float* output) noexcept {
  std::copy_n(input.channel(0), input.num_frames, output);
  for (std::int64_t channel = 1; channel < input.num_channels; ++channel) {
    const float* samples = input.channel(channel);
    for (std::int64_t frame = 0; frame < input.num_frames; ++frame) output[frame] += samples[frame];
  }
  const auto count = static_cast<float>(input.num_channels);
  for (std::int64_t frame = 0; frame < input.num_frames; ++frame) output[frame] /= count;
}

}  // namespace

stereo_places find_stereo_places(const audio_info& info) noexcept {
  if (info.num_channels == 1) return {0, 0};
  return {place_of_channel(info.encoding, info.num_channels, 0), place_of_channel(info.encoding, info.num_channels, 1)};
}

void map_channels(const_audio_view input, audio_view output, channel_mode mode, stereo_places stereo) noexcept {
  const auto copy = [&](std::int64_t from, std::int64_t to) {
    std::copy_n(input.channel(from), input.num_frames, output.channel(to));
  };
  switch (mode) {
    case channel_mode::mono:
      return average(input, output.data);
    case channel_mode::stereo:
      copy(stereo.left, 0);
      return copy(stereo.right, 1);
    case channel_mode::all:
      for (std::int64_t channel = 0; channel < input.num_channels; ++channel) copy(channel, channel);
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
