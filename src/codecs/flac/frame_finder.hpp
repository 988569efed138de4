#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "codecs/flac/frame.hpp"
#include "codecs/flac/metadata.hpp"
#include "io/byte_window.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// Decodes frames at places of a source and finds where frames begin.
class frame_finder {
public:
  frame_finder(byte_window& window, const stream_info& stream) : window_(&window), stream_(&stream) {}

  /// Decodes the frame that begins at `offset`.
  frame_result decode_at(std::uint64_t offset, frame_samples& samples);

  /// The frames of `run` that are whole and follow each other from `offset` on: how many, and how many bytes they take.
  /// Later frames are guessed from their headers, and count only if the frame before ends where they begin.
  struct decoded_run {
    std::size_t num_frames;
    std::size_t num_bytes;
  };
  decoded_run decode_run(std::uint64_t offset, std::span<frame_samples> run);

  struct found_frame {
    std::uint64_t offset;
    std::size_t num_bytes;
  };
  /// Decodes the first whole frame that begins in [offset, limit). A frame's mark can also occur inside one by chance:
  /// what makes a frame is that all of it decodes to its CRC-16.
  std::optional<found_frame> find(std::uint64_t offset, std::uint64_t limit, frame_samples& samples);

private:
  byte_window* window_;
  const stream_info* stream_;
};

/// The sample that a frame begins with, from the number in its header.
class frame_clock {
public:
  frame_clock() noexcept = default;
  /// `first` is the header of the stream's first frame, at sample 0 whatever its number: recordings of broadcasts
  /// begin anywhere.
  frame_clock(const stream_info& stream, const frame_header& first) noexcept;

  std::int64_t first_sample(const frame_header& header) const noexcept { return number_of(header) - origin_; }

private:
  std::int64_t number_of(const frame_header& header) const noexcept;

  std::int64_t block_size_ = 1;
  std::int64_t origin_ = 0;
};

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
