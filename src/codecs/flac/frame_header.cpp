#include "codecs/flac/frame_header.hpp"

#include <array>
#include <bit>

#include "codecs/flac/bit_reader.hpp"
#include "codecs/flac/crc.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

/// The frame or sample number, written like a UTF-8 character of up to 7 bytes and 36 bits.
std::optional<std::uint64_t> read_coded_number(bit_reader& bits) {
  const auto first = static_cast<std::uint8_t>(bits.read(8));
  const int length = std::countl_one(first);
  if (length == 0) return first;
  if (length == 1 || length == 8) return std::nullopt;
  std::uint64_t number = first & (0x7FU >> length);
  for (int i = 1; i < length; ++i) {
    const std::uint64_t byte = bits.read(8);
    if ((byte & 0xC0U) != 0x80U) return std::nullopt;
    number = number << 6 | (byte & 0x3FU);
  }
  return number;
}

/// 0 for a reserved code. The codes 6 and 7 say that the size follows the number.
int read_block_size(int code, bit_reader& bits) {
  switch (code) {
    case 0:
      return 0;
    case 1:
      return 192;
    case 2:
    case 3:
    case 4:
    case 5:
      return 144 << code;
    case 6:
      return static_cast<int>(bits.read(8)) + 1;
    case 7: {
      const int size = static_cast<int>(bits.read(16)) + 1;
      return size <= 65535 ? size : 0;
    }
    default:
      return 1 << code;
  }
}

/// The sample rate is the stream's; a frame's own is only passed over.
void skip_sample_rate(int code, bit_reader& bits) {
  if (code == 12) bits.read(8);
  if (code == 13 || code == 14) bits.read(16);
}

constexpr int reserved = -1;
constexpr std::array<int, 8> bits_by_code = {0, 8, 12, reserved, 16, 20, 24, 32};

}  // namespace

std::optional<frame_header> read_frame_header(std::span<const unsigned char> bytes, const stream_info& stream) {
  if (bytes.size() < 6 || bytes[0] != 0xFF || (bytes[1] & 0xFEU) != 0xF8U) return std::nullopt;
  bit_reader bits(bytes);
  bits.read(15);
  frame_header header;
  header.variable_block_size = bits.read(1) != 0;
  const int block_size_code = static_cast<int>(bits.read(4));
  const int sample_rate_code = static_cast<int>(bits.read(4));
  const int channel_code = static_cast<int>(bits.read(4));
  const int depth = bits_by_code[bits.read(3)];
  const bool reserved_bit = bits.read(1) != 0;
  if (sample_rate_code == 15 || channel_code > 10 || depth == reserved || reserved_bit) return std::nullopt;

  header.num_channels = channel_code < 8 ? channel_code + 1 : 2;
  if (header.num_channels != stream.num_channels) return std::nullopt;
  if (channel_code >= 8) header.stereo = static_cast<stereo_mode>(channel_code - 7);
  header.bits_per_sample = depth == 0 ? stream.bits_per_sample : depth;

  const auto number = read_coded_number(bits);
  if (!number) return std::nullopt;
  header.number = *number;
  header.block_size = read_block_size(block_size_code, bits);
  if (header.block_size == 0) return std::nullopt;
  skip_sample_rate(sample_rate_code, bits);

  const std::size_t covered = bits.byte_position();
  const auto checksum = bits.read(8);
  if (bits.overrun() || checksum != crc8(bytes.first(covered))) return std::nullopt;
  header.num_bytes = covered + 1;
  return header;
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
