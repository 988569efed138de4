#pragma once

#include <cstdint>
#include <memory>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/call_hooks.hpp>
#include <acestep_compat/core/channels.hpp>
#include <acestep_compat/core/export.hpp>
#include <acestep_compat/core/resampler.hpp>

namespace acestep_compat {
inline namespace v0 {

struct reader_options {
  int sample_rate = 0;  ///< output rate in Hz; 0: the file's own
  channel_mode channels = channel_mode::all;
  resample_quality quality = resample_quality::high;
};

/// Streams a file in blocks of planar float samples, through channel mapping and resampling, continuously: the
/// concatenated blocks equal one load of the whole file.
///
/// Example:
///   auto source = audio_source::open_file("long.flac");
///   audio_reader reader(*source, {48000, channel_mode::mono});
///   audio_buffer block(reader.num_channels(), 65536);
///   while (auto frames = reader.read(block.view())) consume(block.view().frames(0, frames));
class ACESTEP_COMPAT_API audio_reader {
public:
  /// Opens `source`, which must outlive the reader. Throws io_error, decode_error, invalid_argument.
  explicit audio_reader(audio_source& source, const reader_options& options = {}, const call_hooks& hooks = {});
  audio_reader(audio_reader&&) noexcept;
  audio_reader& operator=(audio_reader&&) noexcept;
  ~audio_reader();

  const audio_info& info() const noexcept;
  int sample_rate() const noexcept;            ///< of what `read` gives, Hz
  std::int64_t num_channels() const noexcept;  ///< of what `read` gives

  /// Fills `output` (num_channels() x any number of frames) and returns how many frames it wrote: fewer than asked
  /// for, and then 0, only at the end.
  std::int64_t read(audio_view output);
  /// The rest of the file, or its next `max_frames` frames, in memory of its own: fewer only at the end. No memory is
  /// allocated for what a header merely claims. Throws invalid_argument unless `max_frames` is -1 (all) or >= 0.
  audio_buffer read_rest(std::int64_t max_frames = -1);

  /// Continues at `source_frame` (counted at the file's own rate; at or after the end: nothing more comes). With
  /// resampling the output restarts as if the file began there.
  void seek(std::int64_t source_frame);
  /// The position in output frames since the beginning or the last seek, as a source frame: the source frame that
  /// corresponds to the next output frame (rounded down).
  std::int64_t tell() const noexcept;

private:
  struct state;
  std::unique_ptr<state> state_;
};

struct load_options {
  int sample_rate = 0;  ///< output rate in Hz; 0: the file's own
  channel_mode channels = channel_mode::all;
  std::int64_t frame_offset = 0;  ///< source frames to skip, >= 0; at or after the end gives [C, 0]
  std::int64_t num_frames = -1;   ///< source frames to load; -1: to the end
  resample_quality quality = resample_quality::high;
  /// 0: one per CPU (the torch-facing functions take torch's own thread count). The samples do not depend on it.
  int num_threads = 0;
  double offset = 0.0;     ///< seconds to skip, instead of `frame_offset`; rounded to the nearest frame
  double duration = -1.0;  ///< seconds to load, instead of `num_frames`; rounded likewise; -1: to the end
};

/// A file's samples and the rate that they have.
struct loaded_buffer {
  audio_buffer samples;
  int sample_rate = 0;
};

/// Loads the range [frame_offset, frame_offset + num_frames) whole: cut first, then mapped and resampled as if it
/// were a file of its own. It is given in frames or in seconds, not both. What can be decoded of a damaged file is
/// returned, with a warning. Throws io_error, decode_error, invalid_argument, cancelled, std::bad_alloc.
///
/// Example: `auto [samples, rate] = load_audio(*audio_source::open_file("song.mp3"), {48000, channel_mode::stereo});`
ACESTEP_COMPAT_API loaded_buffer load_audio(audio_source& source, const load_options& options = {},
                                            const call_hooks& hooks = {});

}  // namespace v0
}  // namespace acestep_compat
