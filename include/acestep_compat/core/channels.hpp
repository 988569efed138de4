#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/cstring_view.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// What becomes of a file's channels.
enum class channel_mode {
  all,     ///< as in the file
  mono,    ///< one: the mean of all channels
  stereo,  ///< two: mono is duplicated; of more, left and right
};

/// "all", "mono", "stereo". `parse` takes them in any case, and is false, with nothing set, for any other text.
ACESTEP_COMPAT_API cstring_view to_string(channel_mode mode) noexcept;
ACESTEP_COMPAT_API bool parse(cstring_view text, channel_mode& mode) noexcept;

/// How many channels `mode` makes of `num_channels`.
constexpr std::int64_t mapped_channels(channel_mode mode, std::int64_t num_channels) noexcept {
  if (mode == channel_mode::mono) return 1;
  return mode == channel_mode::stereo ? 2 : num_channels;
}

/// Makes `num_outputs` channels of sums of `input`'s: output channel k is the sum of input channel j times
/// levels[k * input.num_channels + j], added in the order of j, so that it is the same on every CPU.
/// Throws invalid_argument and std::bad_alloc as audio_buffer does.
///
/// Example, 5.1 (left, right, centre, effects, surround left and right) to stereo:
///   const float levels[] = {1, 0, 0.7071F, 0, 0.7071F, 0,
///                           0, 1, 0.7071F, 0, 0, 0.7071F};
///   audio_buffer stereo = mix_channels(surround, levels, 2);
ACESTEP_COMPAT_API audio_buffer mix_channels(const_audio_view input, const float* levels, std::int64_t num_outputs);

}  // namespace v0
}  // namespace acestep_compat
