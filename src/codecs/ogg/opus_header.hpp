#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// The identification header of Ogg Opus (RFC 7845, section 5.1).
struct opus_header {
  int num_channels = 0;
  int pre_skip = 0;     ///< frames at 48 kHz to drop at the beginning
  int output_gain = 0;  ///< in 1/256 dB
  int mapping_family = 0;
  int num_streams = 1;                       ///< mono and stereo streams in each packet
  int num_coupled_streams = 0;               ///< how many of them, the first ones, are stereo
  std::array<unsigned char, 255> mapping{};  ///< which decoded channel each channel is; 255: silence
};

/// None unless `packet` is an identification header of a version that can be decoded.
std::optional<opus_header> parse_opus_header(const unsigned char* packet, std::size_t size) noexcept;

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
