#include "codecs/content_type.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <vector>

#include "codecs/mpeg_sync.hpp"

namespace acestep_compat::inline v0::detail {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t window_bytes = 4096;
// Encoders and editors leave cut frames, padding and unknown tags in front of the first MPEG frame.
constexpr std::size_t max_junk_bytes = std::size_t{64} << 10;

struct signature {
  std::size_t offset;
  std::string_view bytes;
  content found;
};

// Audio formats first: their signatures are the longer ones. Sources: the formats' specifications.
constexpr std::array signatures{
    signature{0, "riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb"sv, {content_type::w64, "Wave64"}},
    signature{0, "fLaC"sv, {content_type::flac, "FLAC"}},
    signature{0, "caff"sv, {content_type::caf, "CAF"}},
    signature{0, ".snd"sv, {content_type::au, "AU"}},
    signature{0, "dns."sv, {content_type::au, "AU"}},
    signature{0, "RF64"sv, {content_type::rf64, "RF64"}},
    signature{0, "BW64"sv, {content_type::rf64, "BW64"}},
    signature{8, "WAVE"sv, {content_type::wav, "WAV"}},
    signature{8, "AIFF"sv, {content_type::aiff, "AIFF"}},
    signature{8, "AIFC"sv, {content_type::aiff, "AIFF-C"}},
    signature{0, "NIST_1A"sv, {content_type::unknown, "NIST Sphere"}},
    signature{0, "PVF1\n"sv, {content_type::unknown, "Portable Voice Format"}},
    signature{0, "Creative Voice File"sv, {content_type::unknown, "VOC"}},
    signature{0, "MATLAB 5.0"sv, {content_type::unknown, "MATLAB 5"}},
    signature{0, " paf"sv, {content_type::unknown, "Ensoniq PARIS"}},
    signature{0, "fap "sv, {content_type::unknown, "Ensoniq PARIS"}},
    signature{0, "Extended Instrument: "sv, {content_type::unknown, "FastTracker 2 instrument"}},
    signature{0, "\x64\xa3"sv, {content_type::unknown, "IRCAM"}},

    signature{4, "ftyp"sv, {content_type::foreign, "MP4 or QuickTime"}},
    signature{4, "moov"sv, {content_type::foreign, "MP4 or QuickTime"}},
    signature{4, "mdat"sv, {content_type::foreign, "MP4 or QuickTime"}},
    signature{0, "\x1a\x45\xdf\xa3"sv, {content_type::foreign, "Matroska or WebM"}},
    signature{0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11"sv, {content_type::foreign, "ASF (WMA)"}},
    signature{0, "#!AMR"sv, {content_type::foreign, "AMR"}},
    signature{0, "ADIF"sv, {content_type::foreign, "AAC (ADIF)"}},
    signature{0, "MAC "sv, {content_type::foreign, "Monkey's Audio"}},
    signature{0, "wvpk"sv, {content_type::foreign, "WavPack"}},
    signature{0, "TTA1"sv, {content_type::foreign, "True Audio"}},
    signature{0, "MPCK"sv, {content_type::foreign, "Musepack"}},
    signature{0, "MP+"sv, {content_type::foreign, "Musepack"}},
    signature{0, "tBaK"sv, {content_type::foreign, "TAK"}},
    signature{0, "ajkg"sv, {content_type::foreign, "Shorten"}},
    signature{0, "DSD "sv, {content_type::foreign, "DSF"}},
    signature{0, "FRM8"sv, {content_type::foreign, "DSDIFF"}},
    signature{0, "FLV\x01"sv, {content_type::foreign, "Flash Video"}},
    signature{0, ".RMF"sv, {content_type::foreign, "RealMedia"}},
    signature{0, ".ra\xfd"sv, {content_type::foreign, "RealAudio"}},
    signature{0, "\x0b\x77"sv, {content_type::foreign, "AC-3"}},
    signature{0, "\x7f\xfe\x80\x01"sv, {content_type::foreign, "DTS"}},
    signature{0, "\x00\x00\x01\xba"sv, {content_type::foreign, "MPEG program stream"}},
    signature{0, "nut/multimedia container"sv, {content_type::foreign, "NUT"}},
    signature{0, ".SoX"sv, {content_type::foreign, "SoX"}},
    signature{0, "XoS."sv, {content_type::foreign, "SoX"}},
    signature{4, "\xf8\x72\x6f\xba"sv, {content_type::foreign, "TrueHD"}},
    signature{4, "\xf8\x72\x6f\xbb"sv, {content_type::foreign, "MLP"}},
    signature{0, "\x72\xf8\x1f\x4e"sv, {content_type::foreign, "S/PDIF (IEC 61937)"}},
    signature{8, "MAUD"sv, {content_type::foreign, "IFF/MAUD"}},
    signature{8, "AVI "sv, {content_type::foreign, "AVI"}},

    signature{0, "\x89PNG"sv, {content_type::not_audio, "PNG image"}},
    signature{0, "\xff\xd8\xff"sv, {content_type::not_audio, "JPEG image"}},
    signature{0, "GIF8"sv, {content_type::not_audio, "GIF image"}},
    signature{8, "WEBP"sv, {content_type::not_audio, "WebP image"}},
    signature{0, "%PDF"sv, {content_type::not_audio, "PDF document"}},
    signature{0, "PK\x03\x04"sv, {content_type::not_audio, "ZIP archive"}},
    signature{0, "\x1f\x8b"sv, {content_type::not_audio, "gzip archive"}},
    signature{0,
              "\x7f"
              "ELF"sv,
              {content_type::not_audio, "program"}},
    signature{0, "MThd"sv, {content_type::not_audio, "MIDI file (notes without sound)"}},
};

bool has(std::string_view bytes, std::size_t offset, std::string_view expected) noexcept {
  return bytes.size() >= offset + expected.size() && bytes.substr(offset, expected.size()) == expected;
}

const signature* find_signature(std::string_view bytes) noexcept {
  const auto* found = std::find_if(signatures.begin(), signatures.end(),
                                   [&](const signature& known) { return has(bytes, known.offset, known.bytes); });
  return found == signatures.end() ? nullptr : found;
}

// A logical stream begins with a page that is marked so; all these pages come first (RFC 3533, section 4).
content sniff_ogg(std::string_view bytes) noexcept {
  constexpr std::size_t page_header = 27;
  constexpr unsigned char first_page_flag = 2;
  while (bytes.size() > page_header && has(bytes, 0, "OggS")) {
    const std::size_t num_segments = static_cast<unsigned char>(bytes[26]);
    if ((static_cast<unsigned char>(bytes[5]) & first_page_flag) == 0) break;
    if (bytes.size() < page_header + num_segments) break;
    std::size_t payload = 0;
    for (std::size_t i = 0; i < num_segments; ++i) payload += static_cast<unsigned char>(bytes[page_header + i]);
    const std::string_view packet = bytes.substr(page_header + num_segments);
    if (has(packet, 0, "\x01vorbis")) return {content_type::ogg_vorbis, "Ogg Vorbis"};
    if (has(packet, 0, "OpusHead")) return {content_type::ogg_opus, "Ogg Opus"};
    if (has(packet, 0,
            "\x7f"
            "FLAC") ||
        has(packet, 0, "fLaC")) {
      return {content_type::ogg_flac, "Ogg FLAC"};
    }
    bytes = packet.substr(std::min(packet.size(), payload));
  }
  return {content_type::foreign, "Ogg without Vorbis, Opus or FLAC"};
}

// ID3v2: "ID3", two version bytes, flags, and the size in four bytes of seven bits (id3.org, ID3v2.4 section 3.1).
std::size_t id3_tag_bytes(std::string_view bytes) noexcept {
  if (!has(bytes, 0, "ID3") || bytes.size() < 10) return 0;
  std::size_t size = 0;
  for (std::size_t i = 6; i < 10; ++i) size = size << 7 | (static_cast<unsigned char>(bytes[i]) & 0x7fU);
  constexpr unsigned char footer_flag = 0x10;
  return 10 + size + ((static_cast<unsigned char>(bytes[5]) & footer_flag) != 0 ? 10 : 0);
}

bool looks_like_text(std::string_view bytes) noexcept {
  if (has(bytes, 0, "\xff\xfe") || has(bytes, 0, "\xfe\xff")) return true;  // UTF-16
  return std::all_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte == 0x1b;
  });
}

// ISO 13818-1, 2.4.3: packets of 188 bytes that begin with 0x47; Blu-ray puts a time stamp of 4 bytes before each.
bool is_transport_stream(std::string_view bytes) noexcept {
  constexpr std::size_t packet = 188;
  constexpr std::size_t enough_packets = 5;
  for (const std::size_t before : {0, 4}) {
    std::size_t found = 0;
    while (found < enough_packets && has(bytes, before + found * (before + packet), "G")) ++found;
    if (found == enough_packets) return true;
  }
  return false;
}

// ISO 14496-3, 1.7.2: 11 bits of sync and 13 of the size that follows.
bool is_loas(std::string_view bytes) noexcept {
  std::size_t position = 0;
  for (int frame = 0; frame < 3; ++frame) {
    if (bytes.size() < position + 3) return false;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[position + i]); };
    if (byte(0) != 0x56 || (byte(1) & 0xe0) != 0xe0) return false;
    position += 3 + static_cast<std::size_t>((byte(1) & 0x1f) << 8 | byte(2));
  }
  return true;
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
  if (has(bytes, 0, "OggS")) return sniff_ogg(bytes);
  if (const signature* known = find_signature(bytes)) return known->found;
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

}  // namespace acestep_compat::inline v0::detail
