#include "resample/conversion_stream.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

void copy_channels(const float* from, std::int64_t from_stride, float* to, std::int64_t to_stride,
                   std::int64_t num_channels, std::int64_t frames) {
  if (frames == 0) return;  // then there may be no memory yet
  for (std::int64_t c = 0; c < num_channels; ++c)
    std::memmove(to + c * to_stride, from + c * from_stride, static_cast<std::size_t>(frames) * sizeof(float));
}

}  // namespace

conversion_stream::conversion_stream(int orig_rate, int new_rate, resample_quality quality, std::int64_t num_channels,
                                     std::int64_t first_output)
    : conversion_(get_conversion(orig_rate, new_rate, quality)),
      orig_rate_(orig_rate),
      new_rate_(new_rate),
      num_channels_(num_channels),
      next_output_(first_output) {
  input_begin_ = std::max<std::int64_t>(0, conversion_->input_range({first_output, first_output + 1}).first);
  input_end_ = input_begin_;
}

audio_view conversion_stream::room(std::int64_t frames) {
  if (input_end_ - input_begin_ + frames > stride_) {
    // The next output frames begin here; what lies before is not needed any more.
    const std::int64_t next = next_output_ + (block_size_ - block_position_);
    const std::int64_t begin = std::clamp(conversion_->input_range({next, next + 1}).first, input_begin_, input_end_);
    const std::int64_t kept = input_end_ - begin;
    const float* const first = input_.data() + (begin - input_begin_);
    if (kept + frames > stride_) {
      const std::int64_t stride = std::max(2 * stride_, kept + frames);
      aligned_array larger(static_cast<std::size_t>(num_channels_ * stride));
      copy_channels(first, stride_, larger.data(), stride, num_channels_, kept);
      input_ = std::move(larger);
      stride_ = stride;
    } else {
      copy_channels(first, stride_, input_.data(), stride_, num_channels_, kept);
    }
    input_begin_ = begin;
  }
  return {input_.data() + (input_end_ - input_begin_), num_channels_, frames, stride_};
}

void conversion_stream::append(std::int64_t frames) {
  input_end_ += frames;
}

void conversion_stream::finish() {
  finished_ = true;
}

std::int64_t conversion_stream::ready() const {
  const std::int64_t end =
      finished_ ? resampled_length(input_end_, orig_rate_, new_rate_) : conversion_->output_end(input_end_);
  return std::max<std::int64_t>(0, end - next_output_);
}

void conversion_stream::render(audio_view output) {
  for (std::int64_t c = 0; c < num_channels_; ++c) {
    conversion_->render(input_.data() + c * stride_, {input_begin_, input_end_},
                        {next_output_, next_output_ + output.num_frames}, output.channel(c), scratch_);
  }
}

std::int64_t conversion_stream::pull(audio_view output) {
  const std::int64_t block = conversion_->block_frames();
  std::int64_t written = 0;
  while (written < output.num_frames) {
    const audio_view rest = output.frames(written, output.num_frames - written);
    std::int64_t count = 0;
    if (block_position_ < block_size_) {
      count = std::min(block_size_ - block_position_, rest.num_frames);
      copy_channels(block_.data() + block_position_, block, rest.data, rest.channel_stride, num_channels_, count);
      block_position_ += count;
    } else {
      const std::int64_t frames = ready();
      if (frames == 0 || (frames < block && !finished_)) break;
      if (rest.num_frames < std::min(frames, block)) {
        block_.reserve(static_cast<std::size_t>(num_channels_ * block));
        block_size_ = std::min(frames, block);
        block_position_ = 0;
        render({block_.data(), num_channels_, block_size_, block});
        continue;
      }
      count = std::min(frames, rest.num_frames);
      if (count > block) count -= count % block;
      render(rest.frames(0, count));
    }
    written += count;
    next_output_ += count;
  }
  return written;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
