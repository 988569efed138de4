#include "formats/content_type.hpp"

#include <algorithm>
#include <string_view>

#include "formats/content_signatures.hpp"
#include "formats/id3.hpp"
#include "formats/mpeg_streams.hpp"
#include "formats/mpeg_sync.hpp"
#include "io/byte_window.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

constexpr std::size_t window_bytes = 4096;
// Encoders and editors leave cut frames, padding and unknown tags before the first MPEG frame.
constexpr std::size_t max_junk_bytes = std::size_t{64} << 10;

// Valid until the window moves.
std::string_view text_at(byte_window& window, std::uint64_t offset, std::size_t count) {
  const auto bytes = window.at(offset, count);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

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

bool looks_like_text(std::string_view bytes) noexcept {
  if (has_at(bytes, 0, "\xff\xfe") || has_at(bytes, 0, "\xfe\xff")) return true;  // UTF-16
  return std::all_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte == 0x1b;
  });
}

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

// Mostly the first bytes are enough.
content sniff_mpeg(byte_window& window, std::uint64_t offset) {
  const std::string_view bytes = text_at(window, offset, window_bytes);
  const content found = content_of(find_mpeg_sync(bytes));
  if (found.type != content_type::unknown || bytes.size() < window_bytes) return found;
  return content_of(find_mpeg_sync(text_at(window, offset, max_junk_bytes)));
}

// `offset` is after any tags.
content sniff_untagged(byte_window& window, std::uint64_t offset) {
  const std::string_view bytes = text_at(window, offset, window_bytes);
  if (has_at(bytes, 0, "OggS")) return sniff_ogg(bytes);
  if (const auto known = find_signature(bytes)) return *known;
  if (is_transport_stream(bytes)) return {content_type::foreign, "MPEG transport stream"};
  if (is_loas(bytes)) return {content_type::foreign, "AAC (LOAS)"};
  const bool is_text = looks_like_text(bytes);
  const bool is_tagged = offset > 0 || (has_at(bytes, 0, "ID3") && bytes.size() >= id3v2_header_size);
  const content mpeg = sniff_mpeg(window, offset);
  if (mpeg.type != content_type::unknown) return mpeg;
  if (is_tagged) return {content_type::mpeg_audio, "MPEG audio"};  // a tag, and then what mpg123 may still find
  if (is_text) return {content_type::not_audio, "text"};
  return mpeg;
}

}  // namespace

content sniff_content(audio_source& source) {
  byte_window window(source);
  if (window.at(0, window_bytes).empty()) return {content_type::empty, "empty file"};

  // Several tags may follow each other.
  std::uint64_t offset = 0;
  while (const std::uint64_t tag = id3v2_tag_size(window.at(offset, id3v2_header_size))) offset += tag;
  content found = sniff_untagged(window, offset);
  found.begin = offset;
  return found;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
