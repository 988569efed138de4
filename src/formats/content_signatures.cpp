#include "formats/content_signatures.hpp"

#include <array>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

using namespace std::string_view_literals;

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

}  // namespace

bool has_at(std::string_view bytes, std::size_t offset, std::string_view expected) noexcept {
  return bytes.size() >= offset + expected.size() && bytes.substr(offset, expected.size()) == expected;
}

std::optional<content> find_signature(std::string_view bytes) noexcept {
  for (const signature& known : signatures) {
    if (has_at(bytes, known.offset, known.bytes)) return known.found;
  }
  return std::nullopt;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
