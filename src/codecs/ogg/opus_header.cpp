#include "codecs/ogg/opus_header.hpp"

#include <algorithm>
#include <cstring>

#include "base/bytes.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

std::optional<opus_header> parse_opus_header(const unsigned char* packet, std::size_t size) noexcept {
  // "OpusHead", version, channels, pre-skip (2), input rate (4), gain (2, signed), mapping family; little-endian.
  if (size < 19 || std::memcmp(packet, "OpusHead", 8) != 0 || (packet[8] & 0xF0) != 0) return std::nullopt;
  opus_header header;
  header.num_channels = packet[9];
  header.pre_skip = load_little<std::uint16_t>(packet + 10);
  header.output_gain = load_little<std::int16_t>(packet + 16);
  header.mapping_family = packet[18];
  const auto num_channels = static_cast<std::size_t>(header.num_channels);
  if (num_channels == 0) return std::nullopt;
  if (header.mapping_family == 0) {
    if (num_channels > 2) return std::nullopt;
    header.num_coupled_streams = header.num_channels - 1;
    header.mapping[1] = 1;
    return header;
  }
  // A table follows: the numbers of streams and of coupled ones, and a byte for each channel.
  constexpr std::size_t table = 19;
  if (size < table + 2 + num_channels) return std::nullopt;
  header.num_streams = packet[table];
  header.num_coupled_streams = packet[table + 1];
  std::copy_n(packet + table + 2, num_channels, header.mapping.begin());
  const int num_decoded = header.num_streams + header.num_coupled_streams;
  const bool is_sound = header.num_streams > 0 && header.num_coupled_streams <= header.num_streams &&
                        num_decoded <= 255 &&
                        std::all_of(header.mapping.begin(), header.mapping.begin() + header.num_channels,
                                    [&](unsigned char from) { return from < num_decoded || from == 255; });
  return is_sound ? std::optional(header) : std::nullopt;
}

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
