#pragma once

#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// The place, among the `num_channels` channels of a file, of the channel that is number `channel` in WAV's order of
/// loudspeakers (front left, front right, centre, low-frequency effects, ...). The same number, except in Ogg Vorbis
/// and Opus with 3 or with 5 to 8 channels, where the centre is second and the effects are last. `channel` is in
/// [0, num_channels).
///
/// Example: `int right = place_of_channel(info.encoding, info.num_channels, 1);`
ACESTEP_COMPAT_API int place_of_channel(audio_encoding encoding, int num_channels, int channel) noexcept;

}  // namespace v0
}  // namespace acestep_compat
