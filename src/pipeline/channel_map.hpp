#pragma once

#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/channels.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Whether `mode` leaves a file of `num_channels` channels as it is.
constexpr bool maps_to_itself(channel_mode mode, std::int64_t num_channels) noexcept {
  return mapped_channels(mode, num_channels) == num_channels;
}

/// The indices of a file's left and right channels; the same one twice for mono.
struct stereo_places {
  std::int64_t left;
  std::int64_t right;
};

stereo_places find_stereo_places(const audio_info& info) noexcept;

/// Writes what `mode` makes of `input` into `output` (as many frames, mapped_channels(mode, ...) channels), which must
/// not overlap it. The mean is summed in the order of the channels, so that it is the same on every CPU.
void map_channels(const_audio_view input, audio_view output, channel_mode mode, stereo_places stereo) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
