#include "pipeline/pipeline.hpp"

#include <algorithm>
#include <utility>

#include "pipeline/block_frames.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

// Two MPEG frames; at least a part of a FLAC or Vorbis block.
constexpr std::int64_t overlap_frames = 2304;

}  // namespace

pipeline::pipeline(std::unique_ptr<decoder> source, const load_plan& plan)
    : plan_(plan), input_(std::move(source), plan.channels, plan.frame_offset, plan.num_frames) {
  move_to(0);
}

void pipeline::begin_at(std::int64_t frame_offset) {
  input_.begin_at(frame_offset);
  move_to(0);
}

void pipeline::move_to(std::int64_t output_frame) {
  const int source_rate = source().info().sample_rate;
  std::int64_t first_input = output_frame;
  if (plan_.sample_rate != source_rate) {
    converter_.emplace(source_rate, plan_.sample_rate, plan_.quality, num_channels(), output_frame);
    first_input = converter_->input_end();
  }
  input_.move_to(first_input);
  position_ = output_frame;
  ended_ = false;
}

std::int64_t pipeline::read(audio_view output) {
  const std::int64_t size = std::min(output.num_frames, block_frames(num_channels()));
  const std::int64_t got = converter_ ? read_resampled(output.frames(0, size)) : input_.read(output.frames(0, size));
  position_ += got;
  return got;
}

std::int64_t pipeline::read_resampled(audio_view output) {
  while (true) {
    const std::int64_t ready = converter_->pull(output);
    if (ready > 0 || ended_) return ready;
    const std::int64_t got = input_.read(converter_->room(block_frames(num_channels())));
    if (got > 0) {
      converter_->append(got);
    } else {
      converter_->finish();
      ended_ = true;
    }
  }
}

std::int64_t pipeline::first_input_of(std::int64_t output_frame) const {
  if (!converter_) return output_frame;
  return conversion_stream(source().info().sample_rate, plan_.sample_rate, plan_.quality, num_channels(), output_frame)
      .input_end();
}

frame_range pipeline::overlap_at(std::int64_t border) const {
  const std::int64_t first_input = first_input_of(border);
  return {std::max<std::int64_t>(0, first_input - overlap_frames), first_input};
}

audio_buffer pipeline::decode_overlap() {
  const frame_range range = overlap_at(position_);
  audio_buffer overlap(num_channels(), range.size());
  input_.move_to(range.first);
  overlap.truncate(input_.read(overlap.view()));
  return overlap;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
