#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/core/call_hooks.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// A file's samples as integers and the rate that they have, in Hz.
template <typename Integer>
struct loaded_integers {
  basic_audio_buffer<Integer> samples;
  int sample_rate = 0;
};

/// Loads the frames [frame_offset, frame_offset + num_frames) as integers, at the file's own rate and channels; -1: to
/// the end. `Integer` is std::uint8_t (128 is silence), std::int16_t or std::int32_t; one of b bits means the amplitude
/// x / 2^(b-1).
///
/// Samples of PCM and FLAC with at most that number of bits keep all of them, left-justified: those of 24 bits in an
/// std::int32_t end with eight zeros. Everything else is rounded to the nearest integer, and clipped to [-1, 1); NaN
/// becomes 0. What can be decoded of a damaged file is returned, with a warning.
/// Throws io_error, decode_error, invalid_argument, cancelled, std::bad_alloc.
///
/// Example: `auto [samples, rate] = load_integers<std::int32_t>(*audio_source::open_file("master.wav"));`
template <typename Integer>
ACESTEP_COMPAT_API loaded_integers<Integer> load_integers(audio_source& source, std::int64_t frame_offset = 0,
                                                          std::int64_t num_frames = -1, const call_hooks& hooks = {});

}  // namespace v0
}  // namespace acestep_compat
