#include "pipeline/source_signal.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "pipeline/block_frames.hpp"
#include "pipeline/channel_map.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

constexpr std::int64_t unknown_end = std::numeric_limits<std::int64_t>::max();

}  // namespace

source_signal::source_signal(std::unique_ptr<decoder> source, channel_mode mode, std::int64_t frame_offset,
                             std::int64_t num_frames)
    : source_(std::move(source)), mode_(mode), begin_(frame_offset), end_(num_frames < 0 ? unknown_end : num_frames) {}

void source_signal::begin_at(std::int64_t frame_offset) noexcept {
  begin_ = frame_offset;
  end_ = unknown_end;
  position_ = 0;
}

std::int64_t source_signal::read(audio_view output) {
  const std::int64_t wanted = std::min(output.num_frames, end_ - position_);
  if (wanted <= 0) return 0;
  if (decoder_frame_ != begin_ + position_) {
    decoder_frame_ = begin_ + position_;
    source_->seek(decoder_frame_);
  }
  const std::int64_t got = decode(output.frames(0, wanted));
  copy_from(output.frames(0, got));
  position_ += got;
  decoder_frame_ += got;
  if (got < wanted) end_ = position_;
  return got;
}

std::int64_t source_signal::decode(audio_view output) {
  const std::int64_t channels = source_->info().num_channels;
  if (maps_to_itself(mode_, channels)) return source_->read(output);
  if (unmapped_.data() == nullptr) unmapped_ = audio_buffer(channels, block_frames(channels));

  std::int64_t done = 0;
  while (done < output.num_frames) {
    const std::int64_t wanted = std::min(unmapped_.num_frames(), output.num_frames - done);
    const std::int64_t got = source_->read(unmapped_.view().frames(0, wanted));
    map_channels(std::as_const(unmapped_).view().frames(0, got), output.frames(done, got), mode_,
                 find_stereo_places(source_->info()));
    done += got;
    if (got < wanted) break;
  }
  return done;
}

void source_signal::copy(frame_range range) {
  copied_range_ = {range.first, range.first};
  copy_ = audio_buffer(num_channels(), range.size());
}

audio_buffer source_signal::copied() {
  copy_.truncate(copied_range_.size());
  copied_range_ = {};
  return std::exchange(copy_, {});
}

void source_signal::copy_from(const_audio_view block) noexcept {
  const std::int64_t wanted_end = copied_range_.first + copy_.num_frames();
  const std::int64_t from = std::max(copied_range_.last, position_);
  const std::int64_t to = std::min(wanted_end, position_ + block.num_frames);
  if (from != copied_range_.last || from >= to) return;
  for (std::int64_t channel = 0; channel < block.num_channels; ++channel) {
    std::copy_n(block.channel(channel) + (from - position_), to - from,
                copy_.view().channel(channel) + (from - copied_range_.first));
  }
  copied_range_.last = to;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
