#include "codecs/mpeg/info_tag.hpp"

#include <algorithm>
#include <cstring>
#include <initializer_list>

#include "base/bytes.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

namespace {

bool has_text(const unsigned char* bytes, const unsigned char* end, const char (&text)[5]) noexcept {
  return end - bytes >= 4 && std::memcmp(bytes, text, 4) == 0;
}

// "Xing", flags, then what the flags announce: frame count, byte count, seek table, quality; then LAME's extension.
encoder_info parse_xing(const unsigned char* bytes, const unsigned char* end) {
  encoder_info tag;
  tag.is_variable = has_text(bytes, end, "Xing");
  if (end - bytes < 8) return tag;
  const std::uint32_t flags = load_big<std::uint32_t>(bytes + 4);
  bytes += 8;
  for (auto [flag, field] : {std::pair{1u, &tag.num_frames}, std::pair{2u, &tag.num_bytes}}) {
    if ((flags & flag) == 0) continue;
    if (end - bytes < 4) return tag;
    *field = load_big<std::uint32_t>(bytes);
    bytes += 4;
  }
  bytes += std::min<std::ptrdiff_t>(end - bytes, ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0));
  // 9 bytes with the encoder's name, 12 bytes of settings, then two numbers of 12 bits. An encoder without the
  // extension leaves zeros here.
  if (end - bytes >= 24 && bytes[0] != 0) {
    tag.encoder_delay = bytes[21] << 4 | bytes[22] >> 4;
    tag.encoder_padding = (bytes[22] & 15) << 8 | bytes[23];
  }
  return tag;
}

// "VBRI", version, delay, quality (2 bytes each), byte count, frame count. Its delay is not what has to be cut.
encoder_info parse_vbri(const unsigned char* bytes, const unsigned char* end) {
  encoder_info tag;
  tag.is_variable = true;
  if (end - bytes < 18) return tag;
  tag.num_bytes = load_big<std::uint32_t>(bytes + 10);
  tag.num_frames = load_big<std::uint32_t>(bytes + 14);
  return tag;
}

}  // namespace

std::optional<encoder_info> parse_info_tag(const unsigned char* frame, std::size_t size, const mpeg_header& header) {
  if (header.layer != 3) return std::nullopt;
  const unsigned char* end = frame + size;
  // The tag is where the main data would be; some writers forget that a CRC moves it.
  mpeg_header without_crc = header;
  without_crc.has_crc = false;
  for (int side_size : {header.side_size(), without_crc.side_size()}) {
    const unsigned char* bytes = frame + std::min<std::size_t>(size, static_cast<std::size_t>(4 + side_size));
    if (has_text(bytes, end, "Xing") || has_text(bytes, end, "Info")) return parse_xing(bytes, end);
  }
  const unsigned char* vbri = frame + std::min<std::size_t>(size, 36);
  if (has_text(vbri, end, "VBRI")) return parse_vbri(vbri, end);
  return std::nullopt;
}

}  // namespace mpeg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
