#include "codecs/ogg/opus_header.hpp"

#include <cstring>

namespace acestep_compat::inline v0::detail::ogg {

std::optional<opus_header> parse_opus_header(const unsigned char* packet, std::size_t size) noexcept {
  // "OpusHead", version, channels, pre-skip (2), input rate (4), gain (2, signed), mapping family; little-endian.
  if (size < 19 || std::memcmp(packet, "OpusHead", 8) != 0 || (packet[8] & 0xF0) != 0) return std::nullopt;
  opus_header header;
  header.num_channels = packet[9];
  header.pre_skip = packet[10] | packet[11] << 8;
  header.output_gain = static_cast<std::int16_t>(packet[16] | packet[17] << 8);
  header.mapping_family = packet[18];
  return header.num_channels > 0 ? std::optional(header) : std::nullopt;
}

}  // namespace acestep_compat::inline v0::detail::ogg
