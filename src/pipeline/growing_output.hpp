#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_view.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A planar output whose length is known, guessed or claimed: it grows as frames come, and what it reserves beyond them
/// is bounded by what a file of `source_bytes` can plausibly hold.
class growing_output {
public:
  /// `expected_frames` is a count that may be wrong, or -1.
  growing_output(std::int64_t num_channels, std::int64_t expected_frames, std::uint64_t source_bytes);

  /// How many frames a file of `source_bytes` may well hold, by the expansion of low bit rates.
  static std::int64_t plausible_frames(std::int64_t num_channels, std::uint64_t source_bytes) noexcept;

  /// Room for the next `count` frames, to be filled before `advance`.
  audio_view space(std::int64_t count);
  void advance(std::int64_t count) noexcept { num_frames_ += count; }

  std::int64_t num_frames() const noexcept { return num_frames_; }
  /// The frames so far, contiguous; the object is empty afterwards.
  audio_buffer finish();

private:
  audio_buffer buffer_;
  std::int64_t num_frames_ = 0;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
