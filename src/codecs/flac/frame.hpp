#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <acestep_compat/core/audio_view.hpp>

#include "codecs/flac/frame_header.hpp"
#include "codecs/flac/subframe.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// A frame's samples as integers, before stereo coding is undone. Reused from frame to frame.
class frame_samples {
public:
  /// Makes room for a frame with this header.
  void prepare(const frame_header& header);

  const frame_header& header() const noexcept { return header_; }
  std::int32_t* channel(int index) noexcept { return samples_.data() + index * stride_; }
  /// The channel that is a difference of 32-bit channels and so has 33 bits, or -1.
  int wide_channel() const noexcept;
  std::int64_t* wide() noexcept { return wide_.data(); }

  /// Writes the frames [first, first + output.num_frames) as floats, or left-justified as std::int32_t.
  template <typename Output>
  void write(int first, basic_audio_view<Output> output) const noexcept;

private:
  const std::int32_t* channel(int index) const noexcept { return samples_.data() + index * stride_; }

  frame_header header_;
  std::ptrdiff_t stride_ = 0;
  std::vector<std::int32_t> samples_;
  std::vector<std::int64_t> wide_;
};

enum class frame_status {
  whole,      ///< decoded, with a right CRC-16
  cut_short,  ///< the bytes end before the frame does
  damaged,
};

struct frame_result {
  frame_status status = frame_status::damaged;
  std::size_t num_bytes = 0;  ///< how many bytes the frame takes; if it is not whole, how many were looked at
};

/// A frame that is to be decoded.
struct frame_task {
  std::span<const unsigned char> bytes;  ///< begin with the frame
  frame_header header;
  frame_samples* samples;
  frame_result result = {};
};

/// Frames that are decoded together at most.
constexpr std::size_t max_frames_at_once = 4;

/// Decodes up to max_frames_at_once frames, interleaved: frames are independent, so that one keeps the processor busy
/// while another waits for its last code or sample.
void decode_frames(std::span<frame_task> tasks);

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
