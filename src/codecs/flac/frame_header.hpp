#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "codecs/flac/metadata.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// How the channels of a frame were coded (RFC 9639, section 9.1.3).
enum class stereo_mode : std::uint8_t { independent, left_side, side_right, mid_side };

/// The header of one coded frame (RFC 9639, section 9.1).
struct frame_header {
  int block_size = 0;  ///< samples per channel
  int num_channels = 0;
  int bits_per_sample = 0;
  stereo_mode stereo = stereo_mode::independent;
  bool variable_block_size = false;
  std::uint64_t number = 0;  ///< of its first sample with variable block size, else of the frame
  std::size_t num_bytes = 0;

  /// A difference of two channels needs one bit more than they do.
  int bits_of_channel(int channel) const noexcept {
    const bool is_side =
        stereo == stereo_mode::side_right ? channel == 0 : stereo != stereo_mode::independent && channel == 1;
    return bits_per_sample + (is_side ? 1 : 0);
  }
};

/// The shortest frame: a header of 6 bytes, a constant subframe of 2, the CRC of 2.
constexpr std::size_t min_frame_bytes = 10;

/// Longest header: 4 bytes, a number of 7, 2 of block size, 2 of sample rate, the CRC.
constexpr std::size_t max_frame_header_bytes = 16;

/// Reads the header that `bytes` begin with; nothing if they are not a header with a right CRC-8 and the stream's
/// number of channels.
std::optional<frame_header> read_frame_header(std::span<const unsigned char> bytes, const stream_info& stream);

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
