#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include <acestep_compat/core/audio_reader.hpp>

#include "codecs/decoder.hpp"
#include "pipeline/range_input.hpp"
#include "resample/conversion_stream.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// What a pipeline makes of a file.
struct pipeline_options {
  channel_mode channels = channel_mode::all;
  std::int64_t frame_offset = 0;
  std::int64_t num_frames = -1;  ///< source frames; -1: to the end of the file
  int sample_rate = 0;           ///< Hz, > 0
  resample_quality quality = resample_quality::high;
};

/// The way from a file's bytes to output frames: decode a cache-sized block, map its channels, resample it, put it in
/// its place. It can start at any output frame and gives the same bits from there on, so that several of them, each
/// with a decoder of its own, can work on the segments of one output.
class pipeline {
public:
  pipeline(std::unique_ptr<decoder> source, const pipeline_options& options);

  const pipeline_options& options() const noexcept { return options_; }

  decoder& source() noexcept { return input_.source(); }
  const decoder& source() const noexcept { return input_.source(); }
  std::int64_t num_channels() const noexcept { return input_.num_channels(); }
  /// The next output frame.
  std::int64_t position() const noexcept { return position_; }

  /// Writes the next frames, up to about a block of them, and returns how many; 0 only at the end.
  std::int64_t read(audio_view output);

  /// Starts over as if the file began at its frame `frame_offset`.
  void restart(std::int64_t frame_offset);
  /// Continues at an output frame.
  void start(std::int64_t first_output);

  /// The input frames right before those that the output from `first_output` on is made of: what is decoded twice in
  /// order to compare.
  frame_range overlap_before(std::int64_t first_output) const;
  /// To be called between `start` and the first `read`: decodes the overlap before the start.
  audio_buffer read_overlap();
  /// Keeps a copy of these input frames when they are decoded.
  void keep(frame_range range) { input_.keep(range); }
  /// What `keep` asked for, or as much of it as was decoded; gives it away.
  audio_buffer kept() { return input_.kept(); }

private:
  std::int64_t read_resampled(audio_view output);

  pipeline_options options_;
  range_input input_;
  std::optional<conversion_stream> converter_;
  bool ended_ = false;
  std::int64_t position_ = 0;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
