#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_view.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A planar output whose length is known, guessed or claimed: it grows as frames come, and what it reserves beyond them
/// is bounded by what a file of `source_bytes` can plausibly hold.
template <typename Sample>
class basic_growing_output {
public:
  /// `expected_frames` is a count that may be wrong, or -1.
  basic_growing_output(std::int64_t num_channels, std::int64_t expected_frames, std::uint64_t source_bytes);

  /// How many frames a file of `source_bytes` plausibly holds, by the expansion of low bit rates.
  static std::int64_t plausible_frames(std::int64_t num_channels, std::uint64_t source_bytes) noexcept;

  /// Room for the next `count` frames, to be filled before `advance`.
  basic_audio_view<Sample> space(std::int64_t count);
  void advance(std::int64_t count) noexcept { num_frames_ += count; }
  void append(basic_audio_view<const Sample> frames);

  std::int64_t num_frames() const noexcept { return num_frames_; }
  /// How many frames more there is room for before it grows.
  std::int64_t room() const noexcept { return buffer_.num_frames() - num_frames_; }
  /// The frames so far, contiguous; the object is empty afterwards.
  basic_audio_buffer<Sample> finish();

private:
  basic_audio_buffer<Sample> buffer_;
  std::int64_t num_frames_ = 0;
};

using growing_output = basic_growing_output<float>;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
