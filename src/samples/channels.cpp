#include <algorithm>

#include <acestep_compat/core/channels.hpp>

#include "base/enum_names.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

constexpr detail::enum_name<channel_mode> channel_mode_names[] = {
    {channel_mode::all, "all"}, {channel_mode::mono, "mono"}, {channel_mode::stereo, "stereo"}};

}  // namespace

cstring_view to_string(channel_mode mode) noexcept {
  return detail::name_of<channel_mode>(channel_mode_names, mode, "stereo");
}

bool parse(cstring_view text, channel_mode& mode) noexcept {
  return detail::parse_name<channel_mode>(channel_mode_names, text, mode);
}

audio_buffer mix_channels(const_audio_view input, const float* levels, std::int64_t num_outputs) {
  audio_buffer output(num_outputs, input.num_frames);
  for (std::int64_t to = 0; to < num_outputs; ++to) {
    float* const mixed = output.view().channel(to);
    std::fill_n(mixed, input.num_frames, 0.0F);
    for (std::int64_t from = 0; from < input.num_channels; ++from) {
      const float level = levels[to * input.num_channels + from];
      if (level == 0.0F) continue;
      const float* const samples = input.channel(from);
      for (std::int64_t frame = 0; frame < input.num_frames; ++frame) mixed[frame] += level * samples[frame];
    }
  }
  return output;
}

}  // namespace v0
}  // namespace acestep_compat
