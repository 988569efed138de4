#include "pipeline/pipeline.hpp"

#include <algorithm>
#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

// Two MPEG frames; at least a part of a FLAC or Vorbis block.
constexpr std::int64_t overlap_frames = 2304;

}  // namespace

pipeline::pipeline(std::unique_ptr<decoder> source, const pipeline_options& options)
    : options_(options), input_(std::move(source), options.channels, options.frame_offset, options.num_frames) {
  start(0);
}

void pipeline::restart(std::int64_t frame_offset) {
  input_.restart(frame_offset, -1);
  start(0);
}

void pipeline::start(std::int64_t first_output) {
  const int source_rate = source().info().sample_rate;
  std::int64_t first_input = first_output;
  if (options_.sample_rate != source_rate) {
    converter_.emplace(source_rate, options_.sample_rate, options_.quality, num_channels(), first_output);
    first_input = converter_->input_end();
  }
  input_.seek(first_input);
  position_ = first_output;
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

frame_range pipeline::overlap_before(std::int64_t first_output) const {
  std::int64_t first_input = first_output;
  if (converter_) {
    const int source_rate = source().info().sample_rate;
    first_input = conversion_stream(source_rate, options_.sample_rate, options_.quality, num_channels(), first_output)
                      .input_end();
  }
  return {std::max<std::int64_t>(0, first_input - overlap_frames), first_input};
}

audio_buffer pipeline::read_overlap() {
  const frame_range range = overlap_before(position_);
  audio_buffer overlap(num_channels(), range.size());
  input_.seek(range.first);
  overlap.truncate(input_.read(overlap.view()));
  return overlap;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
