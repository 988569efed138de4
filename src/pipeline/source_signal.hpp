#pragma once

#include <cstdint>
#include <memory>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/channels.hpp>

#include "codecs/decoder.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A range of a file as a signal of its own, its channels mapped: frame 0 is the file's frame `frame_offset`. Where
/// there is nothing to map, it is decoded into the caller's memory.
class source_signal {
public:
  /// `num_frames` of the file, -1: to its end.
  source_signal(std::unique_ptr<decoder> source, channel_mode mode, std::int64_t frame_offset, std::int64_t num_frames);

  decoder& source() noexcept { return *source_; }
  const decoder& source() const noexcept { return *source_; }
  std::int64_t num_channels() const noexcept { return mapped_channels(mode_, source_->info().num_channels); }

  /// Becomes the signal that begins at `frame_offset` and ends with the file.
  void begin_at(std::int64_t frame_offset) noexcept;
  /// Continues at a frame of the signal; the decoder moves at the next `read`.
  void move_to(std::int64_t frame) noexcept { position_ = frame; }
  /// Reads the next frames and returns how many: fewer than asked for, and then 0, only at the end.
  std::int64_t read(audio_view output);

  /// Makes a copy of the frames of `range` when they are read.
  void copy(frame_range range);
  /// The copy, up to the first frame of the range that was not read; it is moved out.
  audio_buffer copied();

private:
  std::int64_t decode(audio_view output);
  void copy_from(const_audio_view block) noexcept;

  std::unique_ptr<decoder> source_;
  channel_mode mode_;
  audio_buffer unmapped_;
  std::int64_t begin_ = 0;  ///< in the file
  std::int64_t end_ = 0;    ///< of the signal
  std::int64_t position_ = 0;
  std::int64_t decoder_frame_ = 0;  ///< the decoder's position in the file
  frame_range copied_range_;
  audio_buffer copy_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
