#pragma once

#include <cstdint>
#include <memory>

#include <acestep_compat/core/audio_view.hpp>

#include "resample/conversion.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Converts a signal whose input arrives piece by piece, from any output frame on: the frames are the same, bit for
/// bit, wherever it starts and however the input is cut. Threads that convert segments of one signal each have one.
///
/// Example, for the output frames [a, b):
///   conversion_stream stream(44100, 48000, quality, channels, a);
///   decoder.seek(stream.input_end());                        // the first input frame that it wants
///   while (a < b) {
///     audio_view room = stream.room(4096);                    // decode straight into it
///     const std::int64_t n = decoder.read(room);
///     n > 0 ? stream.append(n) : stream.finish();
///     a += stream.pull(destination.frames(a, b - a));
///   }
class conversion_stream {
public:
  conversion_stream(int orig_rate, int new_rate, resample_quality quality, std::int64_t num_channels,
                    std::int64_t first_output = 0);

  /// The input frame that is to be appended next, counted from the beginning of the signal: never before it.
  std::int64_t input_end() const noexcept { return input_end_; }

  /// Where the next `frames` input frames can be written; valid until the next call.
  audio_view room(std::int64_t frames);
  /// Says that the first `frames` frames of `room` were written.
  void append(std::int64_t frames);
  /// Says that no input follows: the signal ends at `input_end()`.
  void finish();

  /// Writes the next frames that are ready and returns how many. They come in blocks of a good size: 0 means that
  /// more input is wanted or, after `finish`, that this is the end.
  std::int64_t pull(audio_view output);

private:
  std::int64_t ready() const;
  void render(audio_view output);

  std::shared_ptr<const conversion> conversion_;
  int orig_rate_;
  int new_rate_;
  std::int64_t num_channels_;
  bool finished_ = false;

  aligned_array input_;  ///< num_channels x stride, the frames [input_begin_, input_end_)
  std::int64_t stride_ = 0;
  std::int64_t input_begin_;
  std::int64_t input_end_;

  aligned_array block_;  ///< num_channels x block_frames: what is rendered and did not fit the caller's view
  std::int64_t block_position_ = 0;
  std::int64_t block_size_ = 0;
  std::int64_t next_output_;
  conversion_scratch scratch_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
