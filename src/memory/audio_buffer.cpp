#include <limits>
#include <utility>

#include <acestep_compat/core/audio_buffer.hpp>

#include "base/fail.hpp"
#include "memory/sample_memory.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

std::size_t size_in_bytes(std::int64_t num_channels, std::int64_t num_frames) {
  constexpr std::int64_t limit = std::numeric_limits<std::ptrdiff_t>::max() / sizeof(float);
  if (num_channels < 0 || num_frames < 0 || (num_channels > 0 && num_frames > limit / num_channels)) {
    detail::fail<invalid_argument>("num_channels and num_frames must be >= 0 and fit into memory, got ", num_channels,
                                   " and ", num_frames);
  }
  return static_cast<std::size_t>(num_channels * num_frames) * sizeof(float);
}

}  // namespace

audio_buffer::audio_buffer(std::int64_t num_channels, std::int64_t num_frames)
    : num_channels_(num_channels), num_frames_(num_frames) {
  const std::size_t bytes = size_in_bytes(num_channels, num_frames);
  if (bytes > 0) data_ = static_cast<float*>(detail::allocate_samples(bytes));
}

audio_buffer::audio_buffer(audio_buffer&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      num_channels_(std::exchange(other.num_channels_, 0)),
      num_frames_(std::exchange(other.num_frames_, 0)) {}

audio_buffer& audio_buffer::operator=(audio_buffer&& other) noexcept {
  if (this != &other) {
    free(data_);
    data_ = std::exchange(other.data_, nullptr);
    num_channels_ = std::exchange(other.num_channels_, 0);
    num_frames_ = std::exchange(other.num_frames_, 0);
  }
  return *this;
}

audio_buffer::~audio_buffer() {
  free(data_);
}

void audio_buffer::truncate(std::int64_t num_frames) {
  if (num_frames < 0 || num_frames > num_frames_) {
    detail::fail<invalid_argument>("num_frames must be in [0, ", num_frames_, "], got ", num_frames);
  }
  if (num_frames == num_frames_) return;
  const std::size_t channel_bytes = static_cast<std::size_t>(num_frames) * sizeof(float);
  if (data_ != nullptr) {
    for (std::int64_t channel = 1; channel < num_channels_ && num_frames > 0; ++channel) {
      detail::move_samples_down(data_, data_ + channel * num_frames, data_ + channel * num_frames_, channel_bytes);
    }
    detail::shrink_samples(data_, static_cast<std::size_t>(num_channels_) * channel_bytes);
  }
  num_frames_ = num_frames;
}

float* audio_buffer::release() noexcept {
  num_channels_ = 0;
  num_frames_ = 0;
  return std::exchange(data_, nullptr);
}

void audio_buffer::free(float* released) noexcept {
  detail::free_samples(released);
}

}  // namespace v0
}  // namespace acestep_compat
