#include "pipeline/growing_output.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

template <typename Sample>
void copy_frames(basic_audio_view<const Sample> from, basic_audio_view<Sample> to) noexcept {
  for (std::int64_t channel = 0; channel < from.num_channels; ++channel) {
    std::copy_n(from.channel(channel), from.num_frames, to.channel(channel));
  }
}

}  // namespace

template <typename Sample>
std::int64_t basic_growing_output<Sample>::plausible_frames(std::int64_t num_channels,
                                                            std::uint64_t source_bytes) noexcept {
  // Speech at 24 kbit/s decodes to 64 times its size, Opus at 12 kbit/s in stereo to 256 times. Beyond this the output
  // grows by copying; on Linux reserved pages cost nothing before they are written.
  constexpr std::uint64_t expansion = 128;
  constexpr std::uint64_t always_allowed_bytes = std::uint64_t{16} << 20;
  constexpr std::uint64_t limit = std::uint64_t{1} << 54;
  const std::uint64_t bytes = std::max(always_allowed_bytes, std::min(source_bytes, limit) * expansion);
  return static_cast<std::int64_t>(bytes / sizeof(Sample) / static_cast<std::uint64_t>(num_channels));
}

template <typename Sample>
basic_growing_output<Sample>::basic_growing_output(std::int64_t num_channels, std::int64_t expected_frames,
                                                   std::uint64_t source_bytes) {
  const std::int64_t plausible = plausible_frames(num_channels, source_bytes);
  // With no estimate, less than plausible: where reserved memory counts, it should not be far too much.
  const std::int64_t first = expected_frames >= 0 ? std::min(expected_frames, plausible) : plausible / 16;
  buffer_ = basic_audio_buffer<Sample>(num_channels, first);
}

template <typename Sample>
basic_audio_view<Sample> basic_growing_output<Sample>::space(std::int64_t count) {
  if (count > room()) {
    constexpr std::int64_t limit = std::numeric_limits<std::int64_t>::max() / 2;
    const std::int64_t doubled = std::min(buffer_.num_frames(), limit) * 2;
    basic_audio_buffer<Sample> larger(buffer_.num_channels(), std::max(doubled, num_frames_ + count));
    copy_frames<Sample>(buffer_.view().frames(0, num_frames_), larger.view());
    buffer_ = std::move(larger);
  }
  return buffer_.view().frames(num_frames_, count);
}

template <typename Sample>
void basic_growing_output<Sample>::append(basic_audio_view<const Sample> frames) {
  copy_frames<Sample>(frames, space(frames.num_frames));
  advance(frames.num_frames);
}

template <typename Sample>
basic_audio_buffer<Sample> basic_growing_output<Sample>::finish() {
  buffer_.truncate(std::exchange(num_frames_, 0));
  return std::move(buffer_);
}

template class basic_growing_output<float>;
template class basic_growing_output<std::uint8_t>;
template class basic_growing_output<std::int16_t>;
template class basic_growing_output<std::int32_t>;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
