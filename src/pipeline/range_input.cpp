#include "pipeline/range_input.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

range_input::range_input(std::unique_ptr<decoder> source, channel_mode mode, std::int64_t first, std::int64_t count)
    : input_(std::move(source), mode) {
  restart(first, count);
}

void range_input::restart(std::int64_t first, std::int64_t count) noexcept {
  first_ = first;
  end_ = count < 0 ? std::numeric_limits<std::int64_t>::max() : count;
  position_ = 0;
}

void range_input::seek(std::int64_t frame) noexcept {
  position_ = frame;
}

std::int64_t range_input::read(audio_view output) {
  const std::int64_t wanted = std::min(output.num_frames, end_ - position_);
  if (wanted <= 0) return 0;
  if (decoder_frame_ != first_ + position_) {
    decoder_frame_ = first_ + position_;
    source().seek(decoder_frame_);
  }
  const audio_view block = output.frames(0, wanted);
  const std::int64_t got = input_.read(block);
  copy_kept(block.frames(0, got));
  position_ += got;
  decoder_frame_ += got;
  if (got < wanted) end_ = position_;
  return got;
}

void range_input::keep(frame_range range) {
  kept_range_ = {range.first, range.first};
  kept_ = audio_buffer(num_channels(), range.size());
}

audio_buffer range_input::kept() {
  kept_.truncate(kept_range_.size());
  kept_range_ = {};
  return std::exchange(kept_, {});
}

void range_input::copy_kept(const_audio_view block) noexcept {
  const std::int64_t wanted_end = kept_range_.first + kept_.num_frames();
  const std::int64_t from = std::max(kept_range_.last, position_);
  const std::int64_t to = std::min(wanted_end, position_ + block.num_frames);
  if (from != kept_range_.last || from >= to) return;
  for (std::int64_t channel = 0; channel < block.num_channels; ++channel) {
    std::copy_n(block.channel(channel) + (from - position_), to - from,
                kept_.view().channel(channel) + (from - kept_range_.first));
  }
  kept_range_.last = to;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
