#include <limits>
#include <utility>

#include <acestep_compat/core/audio_buffer.hpp>

#include "base/fail.hpp"
#include "memory/sample_memory.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

std::size_t size_in_bytes(std::int64_t num_channels, std::int64_t num_frames, std::size_t sample_bytes) {
  const std::int64_t limit = std::numeric_limits<std::ptrdiff_t>::max() / static_cast<std::ptrdiff_t>(sample_bytes);
  if (num_channels < 0 || num_frames < 0 || (num_channels > 0 && num_frames > limit / num_channels)) {
    detail::fail<invalid_argument>("num_channels and num_frames must be >= 0 and fit into memory, got ", num_channels,
                                   " and ", num_frames);
  }
  return static_cast<std::size_t>(num_channels * num_frames) * sample_bytes;
}

}  // namespace

template <typename Sample>
basic_audio_buffer<Sample>::basic_audio_buffer(std::int64_t num_channels, std::int64_t num_frames)
    : num_channels_(num_channels), num_frames_(num_frames) {
  const std::size_t bytes = size_in_bytes(num_channels, num_frames, sizeof(Sample));
  if (bytes > 0) data_ = static_cast<Sample*>(detail::allocate_samples(bytes));
}

template <typename Sample>
basic_audio_buffer<Sample>::basic_audio_buffer(basic_audio_buffer&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      num_channels_(std::exchange(other.num_channels_, 0)),
      num_frames_(std::exchange(other.num_frames_, 0)) {}

template <typename Sample>
basic_audio_buffer<Sample>& basic_audio_buffer<Sample>::operator=(basic_audio_buffer&& other) noexcept {
  if (this != &other) {
    free(data_);
    data_ = std::exchange(other.data_, nullptr);
    num_channels_ = std::exchange(other.num_channels_, 0);
    num_frames_ = std::exchange(other.num_frames_, 0);
  }
  return *this;
}

template <typename Sample>
basic_audio_buffer<Sample>::~basic_audio_buffer() {
  free(data_);
}

template <typename Sample>
void basic_audio_buffer<Sample>::truncate(std::int64_t num_frames) {
  if (num_frames < 0 || num_frames > num_frames_) {
    detail::fail<invalid_argument>("num_frames must be in [0, ", num_frames_, "], got ", num_frames);
  }
  if (num_frames == num_frames_) return;
  const std::size_t channel_bytes = static_cast<std::size_t>(num_frames) * sizeof(Sample);
  if (data_ != nullptr) {
    for (std::int64_t channel = 1; channel < num_channels_ && num_frames > 0; ++channel) {
      detail::move_samples_down(data_, data_ + channel * num_frames, data_ + channel * num_frames_, channel_bytes);
    }
    detail::shrink_samples(data_, static_cast<std::size_t>(num_channels_) * channel_bytes);
  }
  num_frames_ = num_frames;
}

template <typename Sample>
Sample* basic_audio_buffer<Sample>::release() noexcept {
  num_channels_ = 0;
  num_frames_ = 0;
  return std::exchange(data_, nullptr);
}

template <typename Sample>
void basic_audio_buffer<Sample>::free(Sample* released) noexcept {
  detail::free_samples(released);
}

template class basic_audio_buffer<float>;
template class basic_audio_buffer<std::uint8_t>;
template class basic_audio_buffer<std::int16_t>;
template class basic_audio_buffer<std::int32_t>;

}  // namespace v0
}  // namespace acestep_compat
