#include <algorithm>
#include <cstring>

#include "codecs/pcm/chunks.hpp"
#include "codecs/pcm/pcm_stream.hpp"
#include "codecs/pcm/wave_format.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

namespace {

constexpr std::uint64_t head_size = 24;  // a GUID and a size that counts this head, too

// The GUIDs begin with the four letters of the corresponding RIFF chunk (Sony Pictures Digital, Wave64 format).
constexpr unsigned char riff_rest[12] = {0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00};
constexpr unsigned char other_rest[12] = {0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A};

bool is_guid(const unsigned char* bytes, const char (&letters)[5], const unsigned char (&rest)[12]) noexcept {
  return std::memcmp(bytes, letters, 4) == 0 && std::memcmp(bytes + 4, rest, sizeof rest) == 0;
}

}  // namespace

std::optional<pcm_stream> parse_w64(byte_window& source) {
  const auto head = source.at(0, head_size + 16);
  if (head.size() < head_size + 16 || !is_guid(head.data(), "riff", riff_rest) ||
      !is_guid(head.data() + head_size, "wave", other_rest)) {
    return std::nullopt;
  }
  pcm_stream stream;
  stream.info.format = audio_format::w64;
  bool has_format = false;
  for (std::uint64_t offset = head_size + 16; offset < source.source_size();) {
    const auto bytes = source.at(offset, head_size);
    if (bytes.size() < head_size) return std::nullopt;
    const std::uint64_t size = load_little<std::uint64_t>(bytes.data() + 16);
    if (size < head_size) return std::nullopt;
    const chunk found{0, offset + head_size, size - head_size};
    if (is_guid(bytes.data(), "fmt ", other_rest) && !has_format) {
      if (!read_wave_format(source, found, byte_order::little, stream)) return std::nullopt;
      has_format = true;
    } else if (is_guid(bytes.data(), "data", other_rest)) {
      if (!has_format) return std::nullopt;
      stream.data_offset = found.offset;
      set_length(stream, source.source_size(), found.size, true);
      return stream;
    }
    if (size > source.source_size()) return std::nullopt;
    offset += (size + 7) / 8 * 8;
  }
  return std::nullopt;
}

}  // namespace pcm
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
