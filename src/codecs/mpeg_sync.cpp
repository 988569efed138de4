#include "codecs/mpeg_sync.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace acestep_compat::inline v0::detail {

namespace {

std::uint32_t big_endian_32(std::string_view bytes) noexcept {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

// Bit rates in kbit/s by index (ISO 11172-3, 2.4.2.3; ISO 13818-3 for the lower sampling frequencies).
constexpr std::array<int, 16> rates_1_layer_1{0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, -1};
constexpr std::array<int, 16> rates_1_layer_2{0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, -1};
constexpr std::array<int, 16> rates_1_layer_3{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, -1};
constexpr std::array<int, 16> rates_2_layer_1{0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, -1};
constexpr std::array<int, 16> rates_2_layer_23{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, -1};

// The size of the frame that a header begins, 0 if it is none (or of free format, whose headers do not tell).
std::size_t layer_frame_bytes(std::uint32_t header) noexcept {
  const unsigned version = header >> 19 & 3;  // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
  const unsigned layer = 4 - (header >> 17 & 3);
  const unsigned rate_index = header >> 12 & 15;
  const unsigned frequency_index = header >> 10 & 3;
  if (header >> 21 != 0x7ff || version == 1 || layer == 4 || frequency_index == 3) return 0;
  constexpr std::array<int, 3> frequencies{44100, 48000, 32000};
  const int frequency = frequencies[frequency_index] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
  const auto& rates = version == 3 ? (layer == 1   ? rates_1_layer_1
                                      : layer == 2 ? rates_1_layer_2
                                                   : rates_1_layer_3)
                                   : (layer == 1 ? rates_2_layer_1 : rates_2_layer_23);
  if (rates[rate_index] <= 0) return 0;
  const int bit_rate = rates[rate_index] * 1000;
  const int padding = static_cast<int>(header >> 9 & 1);
  if (layer == 1) return static_cast<std::size_t>((12 * bit_rate / frequency + padding) * 4);
  const int slots = layer == 3 && version != 3 ? 72 : 144;
  return static_cast<std::size_t>(slots * bit_rate / frequency + padding);
}

// ADTS (ISO 13818-7, 6.2): 12 bits of sync, layer 0, the size in 13 bits from bit 30 on.
std::size_t adts_frame_bytes(std::string_view bytes) noexcept {
  if (bytes.size() < 6 || (big_endian_32(bytes) & 0xfff60000U) != 0xfff00000U) return 0;
  const std::size_t size = static_cast<std::size_t>(static_cast<unsigned char>(bytes[3]) & 3U) << 11 |
                           static_cast<std::size_t>(static_cast<unsigned char>(bytes[4])) << 3 |
                           static_cast<unsigned char>(bytes[5]) >> 5;
  return size > 7 ? size : 0;
}

// Layer, version and sampling frequency stay the same within a stream.
constexpr std::uint32_t constant_bits = 0xfffe0c00U;

// With `end_is_enough`, one complete frame at the end of `bytes` counts as a run.
bool runs_on(std::string_view bytes, std::size_t position, int num_frames, bool end_is_enough) noexcept {
  const std::uint32_t first = big_endian_32(bytes.substr(position));
  for (int frame = 0; frame < num_frames; ++frame) {
    if (position + 4 > bytes.size()) return end_is_enough && frame > 0 && position <= bytes.size();
    const std::uint32_t header = big_endian_32(bytes.substr(position));
    const std::size_t size = layer_frame_bytes(header);
    if (size == 0 || (header & constant_bits) != (first & constant_bits)) return false;
    position += size;
  }
  return true;
}

bool adts_runs_on(std::string_view bytes, std::size_t position, int num_frames) noexcept {
  for (int frame = 0; frame < num_frames; ++frame) {
    if (position + 6 > bytes.size()) return frame > 0;
    const std::size_t size = adts_frame_bytes(bytes.substr(position));
    if (size == 0) return false;
    position += size;
  }
  return true;
}

}  // namespace

mpeg_sync find_mpeg_sync(std::string_view bytes) noexcept {
  constexpr int enough_at_the_beginning = 2;
  constexpr int enough_behind_junk = 4;  // random bytes look like one header once in about 3,000 positions
  for (std::size_t position = 0; position + 6 <= bytes.size(); ++position) {
    if (static_cast<unsigned char>(bytes[position]) != 0xff) continue;
    const bool first = position == 0;
    const int enough = first ? enough_at_the_beginning : enough_behind_junk;
    if (runs_on(bytes, position, enough, first)) return mpeg_sync::layers;
    if (adts_runs_on(bytes, position, enough)) return mpeg_sync::adts;
  }
  return mpeg_sync::none;
}

}  // namespace acestep_compat::inline v0::detail
