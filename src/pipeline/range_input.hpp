#pragma once

#include <cstdint>
#include <memory>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_reader.hpp>

#include "codecs/decoder.hpp"
#include "pipeline/mapped_decoder.hpp"
#include "resample/frame_range.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A range of a file as a signal of its own, after channel mapping: frame 0 is the file's frame `first`.
class range_input {
public:
  /// `count` frames, -1: to the end of the file.
  range_input(std::unique_ptr<decoder> source, channel_mode mode, std::int64_t first, std::int64_t count);

  decoder& source() noexcept { return input_.source(); }
  const decoder& source() const noexcept { return input_.source(); }
  std::int64_t num_channels() const noexcept { return input_.num_channels(); }

  /// Becomes another range of the same file.
  void restart(std::int64_t first, std::int64_t count) noexcept;
  /// Continues at a frame of the signal; the decoder moves at the next `read`.
  void seek(std::int64_t frame) noexcept;
  /// Reads the next frames and returns how many: fewer than asked for, and then 0, only at the end.
  std::int64_t read(audio_view output);

  /// Keeps a copy of the frames of `range` when they are read.
  void keep(frame_range range);
  /// What `keep` asked for, up to the first frame that was not read; gives it away.
  audio_buffer kept();

private:
  void copy_kept(const_audio_view block) noexcept;

  mapped_decoder input_;
  std::int64_t first_ = 0;
  std::int64_t end_ = 0;
  std::int64_t position_ = 0;
  std::int64_t decoder_frame_ = 0;  ///< where the decoder stands in the file
  frame_range kept_range_;
  audio_buffer kept_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
