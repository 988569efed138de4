#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_view.hpp>

#include "codecs/decoder.hpp"
#include "pipeline/load_plan.hpp"
#include "pipeline/source_signal.hpp"
#include "resample/conversion_stream.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The way from a file's bytes to output frames: decode a cache-sized block, map its channels, resample it, put it in
/// its place. It can continue at any output frame and gives the same bits from there on, so that several of them, each
/// with a decoder of its own, can work on the segments of one output.
///
/// At the border between two segments, the input frames right before those that the later one is made of are decoded by
/// both: the overlap. The earlier one copies it as it comes by, the later one decodes it before it begins.
class pipeline {
public:
  pipeline(std::unique_ptr<decoder> source, const load_plan& plan);

  const load_plan& plan() const noexcept { return plan_; }

  decoder& source() noexcept { return input_.source(); }
  const decoder& source() const noexcept { return input_.source(); }
  std::int64_t num_channels() const noexcept { return input_.num_channels(); }
  /// The next output frame.
  std::int64_t position() const noexcept { return position_; }

  /// Writes the next frames, up to about a block of them, and returns how many; 0 only at the end.
  std::int64_t read(audio_view output);

  /// Starts over as if the file began at its frame `frame_offset`.
  void begin_at(std::int64_t frame_offset);
  /// Continues at an output frame.
  void move_to(std::int64_t output_frame);

  /// Copies the overlap at the border before the output frame `border` while it reads up to there.
  void copy_overlap_at(std::int64_t border) { input_.copy(overlap_at(border)); }
  /// The copy, as much of it as was decoded; it is moved out.
  audio_buffer copied_overlap() { return input_.copied(); }
  /// Decodes the overlap at the border where it is; to be called between `move_to` and the first `read`.
  audio_buffer decode_overlap();

private:
  std::int64_t read_resampled(audio_view output);
  std::int64_t first_input_of(std::int64_t output_frame) const;
  frame_range overlap_at(std::int64_t border) const;

  load_plan plan_;
  source_signal input_;
  std::optional<conversion_stream> converter_;
  bool ended_ = false;
  std::int64_t position_ = 0;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
