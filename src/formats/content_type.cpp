#include "formats/content_type.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "formats/content_signatures.hpp"
#include "formats/mpeg_streams.hpp"
#include "formats/mpeg_sync.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

constexpr std::size_t window_bytes = 4096;
// Encoders and editors leave cut frames, padding and unknown tags in front of the first MPEG frame.
constexpr std::size_t max_junk_bytes = std::size_t{64} << 10;

// A logical stream begins with a page that is marked so; all these pages come first (RFC 3533, section 4).
content sniff_ogg(std::string_view bytes) noexcept {
  constexpr std::size_t page_header = 27;
  constexpr unsigned char first_page_flag = 2;
  while (bytes.size() > page_header && has_at(bytes, 0, "OggS")) {
    const std::size_t num_segments = static_cast<unsigned char>(bytes[26]);
    if ((static_cast<unsigned char>(bytes[5]) & first_page_flag) == 0) break;
    if (bytes.size() < page_header + num_segments) break;
    std::size_t payload = 0;
    for (std::size_t i = 0; i < num_segments; ++i) payload += static_cast<unsigned char>(bytes[page_header + i]);
    const std::string_view packet = bytes.substr(page_header + num_segments);
    if (has_at(packet, 0, "\x01vorbis")) return {content_type::ogg_vorbis, "Ogg Vorbis"};
    if (has_at(packet, 0, "OpusHead")) return {content_type::ogg_opus, "Ogg Opus"};
    if (has_at(packet, 0,
               "\x7f"
               "FLAC") ||
        has_at(packet, 0, "fLaC")) {
      return {content_type::ogg_flac, "Ogg FLAC"};
    }
    bytes = packet.substr(std::min(packet.size(), payload));
  }
  return {content_type::foreign, "Ogg without Vorbis, Opus or FLAC"};
}

// ID3v2: "ID3", two version bytes, flags, and the size in four bytes of seven bits (id3.org, ID3v2.4 section 3.1).
std::size_t id3_tag_bytes(std::string_view bytes) noexcept {
  if (!has_at(bytes, 0, "ID3") || bytes.size() < 10) return 0;
  std::size_t size = 0;
  for (std::size_t i = 6; i < 10; ++i) size = size << 7 | (static_cast<unsigned char>(bytes[i]) & 0x7fU);
  constexpr unsigned char footer_flag = 0x10;
  return 10 + size + ((static_cast<unsigned char>(bytes[5]) & footer_flag) != 0 ? 10 : 0);
}

bool looks_like_text(std::string_view bytes) noexcept {
  if (has_at(bytes, 0, "\xff\xfe") || has_at(bytes, 0, "\xfe\xff")) return true;  // UTF-16
  return std::all_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte == 0x1b;
  });
}

class byte_window {
public:
  byte_window(audio_source& source, std::uint64_t offset, std::size_t size) : bytes_(size) {
    bytes_.resize(source.read_at(offset, bytes_.data(), size));
  }
  std::string_view view() const noexcept { return {bytes_.data(), bytes_.size()}; }

private:
  std::vector<char> bytes_;
};

content content_of(mpeg_sync found) noexcept {
  switch (found) {
    case mpeg_sync::layers:
      return {content_type::mpeg_audio, "MPEG audio"};
    case mpeg_sync::adts:
      return {content_type::foreign, "AAC (ADTS)"};
    case mpeg_sync::none:
      break;
  }
  return {content_type::unknown, "unknown"};
}

// `bytes` are the first ones from `offset` on; mostly they are enough.
content sniff_mpeg(audio_source& source, std::uint64_t offset, std::string_view bytes) {
  const content found = content_of(find_mpeg_sync(bytes));
  if (found.type != content_type::unknown || bytes.size() < window_bytes) return found;
  const byte_window window(source, offset, max_junk_bytes);
  return content_of(find_mpeg_sync(window.view()));
}

// `bytes` are the first ones from `offset` on, which is behind any tags.
content sniff_untagged(audio_source& source, std::uint64_t offset, std::string_view bytes) {
  if (has_at(bytes, 0, "OggS")) return sniff_ogg(bytes);
  if (const auto known = find_signature(bytes)) return *known;
  if (is_transport_stream(bytes)) return {content_type::foreign, "MPEG transport stream"};
  if (is_loas(bytes)) return {content_type::foreign, "AAC (LOAS)"};
  const content mpeg = sniff_mpeg(source, offset, bytes);
  if (mpeg.type != content_type::unknown) return mpeg;
  if (offset > 0) return {content_type::mpeg_audio, "MPEG audio"};  // a tag, and then what mpg123 may still find
  if (looks_like_text(bytes)) return {content_type::not_audio, "text"};
  return mpeg;
}

}  // namespace

content sniff_content(audio_source& source) {
  std::array<char, window_bytes> buffer;
  std::string_view bytes(buffer.data(), source.read_at(0, buffer.data(), buffer.size()));
  if (bytes.empty()) return {content_type::empty, "empty file"};

  // Several tags may follow each other.
  std::uint64_t offset = 0;
  while (const std::size_t tag = id3_tag_bytes(bytes)) {
    offset += tag;
    bytes = {buffer.data(), source.read_at(offset, buffer.data(), buffer.size())};
  }
  content found = sniff_untagged(source, offset, bytes);
  found.begin = offset;
  return found;
}

audio_format format_of(content_type type) noexcept {
  switch (type) {
    case content_type::wav:
      return audio_format::wav;
    case content_type::rf64:
      return audio_format::rf64;
    case content_type::w64:
      return audio_format::w64;
    case content_type::flac:
      return audio_format::flac;
    case content_type::ogg_vorbis:
    case content_type::ogg_flac:
      return audio_format::ogg;
    case content_type::ogg_opus:
      return audio_format::opus;
    case content_type::mpeg_audio:
      return audio_format::mp3;
    case content_type::aiff:
      return audio_format::aiff;
    case content_type::au:
      return audio_format::au;
    case content_type::caf:
      return audio_format::caf;
    default:
      return audio_format::unknown;
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
