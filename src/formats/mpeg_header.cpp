#include "formats/mpeg_header.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

// kbit/s by bit-rate index: ISO 11172-3 section 2.4.2.3 (MPEG-1), ISO 13818-3 section 2.4.2.3 (the lower rates).
constexpr int bit_rates[2][3][15] = {{{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
                                      {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
                                      {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320}},
                                     {{0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
                                      {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
                                      {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}}};
constexpr int mpeg1_rates[3] = {44100, 48000, 32000};

}  // namespace

std::span<const int> layer3_bit_rates(mpeg_version version) noexcept {
  return std::span(bit_rates[version == mpeg_version::mpeg1 ? 0 : 1][2]).subspan(1);
}

std::optional<mpeg_header> parse_mpeg_header(const unsigned char* bytes) noexcept {
  const int version_bits = (bytes[1] >> 3) & 3;
  const int layer_bits = (bytes[1] >> 1) & 3;
  const int bit_rate_index = bytes[2] >> 4;
  const int rate_index = (bytes[2] >> 2) & 3;
  if (bytes[0] != 0xFF || (bytes[1] & 0xE0) != 0xE0 || version_bits == 1 || layer_bits == 0 || bit_rate_index == 15 ||
      rate_index == 3) {
    return std::nullopt;
  }
  mpeg_header header;
  header.version = version_bits == 3   ? mpeg_version::mpeg1
                   : version_bits == 2 ? mpeg_version::mpeg2
                                       : mpeg_version::mpeg2_5;
  header.layer = 4 - layer_bits;
  header.sample_rate = mpeg1_rates[rate_index] >> static_cast<int>(header.version);
  header.num_channels = (bytes[3] >> 6) == 3 ? 1 : 2;
  header.has_crc = (bytes[1] & 1) == 0;
  const bool low_rates = header.version != mpeg_version::mpeg1;
  header.bit_rate = 1000 * bit_rates[low_rates ? 1 : 0][header.layer - 1][bit_rate_index];
  const int slot = header.layer == 1 ? 4 : 1;
  header.padding = (bytes[2] & 2) != 0 ? slot : 0;
  if (header.bit_rate == 0) return header;
  header.frame_size =
      header.samples_per_frame() / 8 / slot * header.bit_rate / header.sample_rate * slot + header.padding;
  if (header.layer == 3 && header.frame_size < 4 + header.side_size()) return std::nullopt;
  return header.frame_size <= max_mpeg_frame_size ? std::optional(header) : std::nullopt;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
