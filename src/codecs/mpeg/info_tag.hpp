#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "formats/mpeg_header.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

/// What an encoder says about the whole file in a first frame that holds no audio: "Xing" or "Info" with LAME's
/// extension, or Fraunhofer's "VBRI". All of it is a claim.
struct encoder_info {
  std::int64_t num_frames = -1;  ///< MPEG frames, without this one; -1: not known
  std::int64_t num_bytes = -1;   ///< of all frames, this one included (some encoders leave it out); -1: not known
  bool is_variable = false;      ///< whether frames differ in bit rate: not for "Info"
  int encoder_delay = -1;        ///< samples that the encoder put before the signal; -1: not known
  int encoder_padding = 0;       ///< samples that it put after the signal
};

/// Reads `frame`, whose header is `header`; none when it is an ordinary frame.
std::optional<encoder_info> parse_info_tag(const unsigned char* frame, std::size_t size, const mpeg_header& header);

}  // namespace mpeg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
