#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_view.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// Owned planar samples; move-only. Large ones are 2 MiB-aligned anonymous memory for which huge pages are asked for
/// (Linux), since the page faults of a fresh output cost more than decoding PCM does.
///
/// `release()` hands the memory to another owner (a tensor), which frees it with `free`. `Sample` is float
/// (audio_buffer), std::uint8_t, std::int16_t or std::int32_t.
template <typename Sample>
class ACESTEP_COMPAT_API basic_audio_buffer {
public:
  basic_audio_buffer() noexcept = default;
  /// Room for `num_channels` x `num_frames` samples, contiguous ([C, T] without gaps), not initialised.
  /// Throws std::bad_alloc, and invalid_argument for negative or overflowing sizes.
  basic_audio_buffer(std::int64_t num_channels, std::int64_t num_frames);
  basic_audio_buffer(basic_audio_buffer&& other) noexcept;
  basic_audio_buffer& operator=(basic_audio_buffer&& other) noexcept;
  ~basic_audio_buffer();

  std::int64_t num_channels() const noexcept { return num_channels_; }
  std::int64_t num_frames() const noexcept { return num_frames_; }
  Sample* data() noexcept { return data_; }
  const Sample* data() const noexcept { return data_; }
  basic_audio_view<Sample> view() noexcept { return {data_, num_channels_, num_frames_, num_frames_}; }
  basic_audio_view<const Sample> view() const noexcept { return {data_, num_channels_, num_frames_, num_frames_}; }

  /// Shortens every channel to its first `num_frames` frames, moving the channels together and returning whole pages
  /// after the end to the system.
  void truncate(std::int64_t num_frames);

  /// Gives up ownership; the result is for `free`. Null for an empty buffer.
  Sample* release() noexcept;
  /// Frees what `release()` gave; safe from any thread, knows the size by itself. Null is allowed.
  static void free(Sample* released) noexcept;

private:
  Sample* data_ = nullptr;
  std::int64_t num_channels_ = 0;
  std::int64_t num_frames_ = 0;
};

using audio_buffer = basic_audio_buffer<float>;

}  // namespace v0
}  // namespace acestep_compat
