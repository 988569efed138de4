#pragma once

#include <cstdint>
#include <memory>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/call_hooks.hpp>
#include <acestep_compat/core/cstring_view.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// How much work a resampler does per frame; docs/resampling.md has the figures for each quality.
enum class resample_quality { fast, medium, high, best };

/// "fast", "medium", "high", "best". `parse` takes them in any case, and is false, with nothing set, for any other
/// text.
ACESTEP_COMPAT_API cstring_view to_string(resample_quality quality) noexcept;
ACESTEP_COMPAT_API bool parse(cstring_view text, resample_quality& quality) noexcept;

/// ceil(num_frames * new_rate / orig_rate), exactly, for any int64 count. Throws invalid_argument unless both rates
/// are > 0 and their ratio is at most 256, and when the result does not fit.
ACESTEP_COMPAT_API std::int64_t resampled_length(std::int64_t num_frames, int orig_rate, int new_rate);

/// Converts a whole signal: output frame k lies at input time k * orig_rate / new_rate (zero phase), the input counts
/// as silence outside its range, and the result has `resampled_length` frames. `num_threads` 0 means one per CPU;
/// the result does not depend on it. Throws invalid_argument, and cancelled when `hooks.poll` says so.
ACESTEP_COMPAT_API audio_buffer resample(const_audio_view input, int orig_rate, int new_rate,
                                         resample_quality quality = resample_quality::high, int num_threads = 0,
                                         const call_hooks& hooks = {});

/// The input frames from which the frames `output` (not empty) of a conversion are computed; may reach outside the
/// signal.
ACESTEP_COMPAT_API frame_range resample_input_range(frame_range output, int orig_rate, int new_rate,
                                                    resample_quality quality = resample_quality::high);

/// Converts a part of a long signal: the frames `output` (not empty) of its conversion, bit for bit those that
/// `resample` gives for the whole. `input` holds the signal's frames from `input_first` on; those that it does not hold
/// count as silence, so it should hold `resample_input_range(output, ...)` as far as the signal does. Throws as
/// `resample`.
///
/// Example: one second of an hour that was converted from 44100 to 48000 Hz, without converting the rest:
///   auto needed = resample_input_range({48000 * 60, 48000 * 61}, 44100, 48000);
///   auto second = resample_range(hour.frames(needed.first, needed.size()), needed.first, {48000 * 60, 48000 * 61},
///                                44100, 48000);
ACESTEP_COMPAT_API audio_buffer resample_range(const_audio_view input, std::int64_t input_first, frame_range output,
                                               int orig_rate, int new_rate,
                                               resample_quality quality = resample_quality::high, int num_threads = 0,
                                               const call_hooks& hooks = {});

/// The same conversion block by block: the concatenated blocks equal one call of `resample`, bit for bit.
///
/// Example:
///   resampler stream(44100, 48000, 2);
///   while (auto n = read(input)) { stream.push(input.frames(0, n)); drain(stream); }
///   stream.finish(); drain(stream);   // drain: while (auto n = stream.pull(output)) write(output.frames(0, n));
class ACESTEP_COMPAT_API resampler {
public:
  resampler(int orig_rate, int new_rate, std::int64_t num_channels, resample_quality quality = resample_quality::high);
  resampler(resampler&&) noexcept;
  resampler& operator=(resampler&&) noexcept;
  ~resampler();

  /// Takes all of `input` (num_channels x any number of frames).
  void push(const_audio_view input);
  /// Ends the input; the rest can then be pulled.
  void finish();
  /// Writes the next frames that are ready into `output` and returns how many (0: push more, or the end).
  std::int64_t pull(audio_view output);
  /// Forgets everything pushed, to start another signal.
  void reset();

private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace v0
}  // namespace acestep_compat
