#include "formats/content_signatures.hpp"

#include <array>

#include "formats/format_table.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

using namespace std::string_view_literals;

struct foreign_signature {
  signature where;
  content_type type;
};

// What the core itself does not decode. Sources: the formats' specifications.
constexpr std::array others{
    foreign_signature{{0, "NIST_1A"sv, "NIST Sphere"}, content_type::unknown},
    foreign_signature{{0, "PVF1\n"sv, "Portable Voice Format"}, content_type::unknown},
    foreign_signature{{0, "Creative Voice File"sv, "VOC"}, content_type::unknown},
    foreign_signature{{0, "MATLAB 5.0"sv, "MATLAB 5"}, content_type::unknown},
    foreign_signature{{0, " paf"sv, "Ensoniq PARIS"}, content_type::unknown},
    foreign_signature{{0, "fap "sv, "Ensoniq PARIS"}, content_type::unknown},
    foreign_signature{{0, "Extended Instrument: "sv, "FastTracker 2 instrument"}, content_type::unknown},
    foreign_signature{{0, "\x64\xa3"sv, "IRCAM"}, content_type::unknown},

    foreign_signature{{4, "ftyp"sv, "MP4 or QuickTime"}, content_type::foreign},
    foreign_signature{{4, "moov"sv, "MP4 or QuickTime"}, content_type::foreign},
    foreign_signature{{4, "mdat"sv, "MP4 or QuickTime"}, content_type::foreign},
    foreign_signature{{0, "\x1a\x45\xdf\xa3"sv, "Matroska or WebM"}, content_type::foreign},
    foreign_signature{{0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11"sv, "ASF (WMA)"}, content_type::foreign},
    foreign_signature{{0, "#!AMR"sv, "AMR"}, content_type::foreign},
    foreign_signature{{0, "ADIF"sv, "AAC (ADIF)"}, content_type::foreign},
    foreign_signature{{0, "MAC "sv, "Monkey's Audio"}, content_type::foreign},
    foreign_signature{{0, "wvpk"sv, "WavPack"}, content_type::foreign},
    foreign_signature{{0, "TTA1"sv, "True Audio"}, content_type::foreign},
    foreign_signature{{0, "MPCK"sv, "Musepack"}, content_type::foreign},
    foreign_signature{{0, "MP+"sv, "Musepack"}, content_type::foreign},
    foreign_signature{{0, "tBaK"sv, "TAK"}, content_type::foreign},
    foreign_signature{{0, "ajkg"sv, "Shorten"}, content_type::foreign},
    foreign_signature{{0, "DSD "sv, "DSF"}, content_type::foreign},
    foreign_signature{{0, "FRM8"sv, "DSDIFF"}, content_type::foreign},
    foreign_signature{{0, "FLV\x01"sv, "Flash Video"}, content_type::foreign},
    foreign_signature{{0, ".RMF"sv, "RealMedia"}, content_type::foreign},
    foreign_signature{{0, ".ra\xfd"sv, "RealAudio"}, content_type::foreign},
    foreign_signature{{0, "\x0b\x77"sv, "AC-3"}, content_type::foreign},
    foreign_signature{{0, "\x7f\xfe\x80\x01"sv, "DTS"}, content_type::foreign},
    foreign_signature{{0, "\x00\x00\x01\xba"sv, "MPEG program stream"}, content_type::foreign},
    foreign_signature{{0, "nut/multimedia container"sv, "NUT"}, content_type::foreign},
    foreign_signature{{0, ".SoX"sv, "SoX"}, content_type::foreign},
    foreign_signature{{0, "XoS."sv, "SoX"}, content_type::foreign},
    foreign_signature{{4, "\xf8\x72\x6f\xba"sv, "TrueHD"}, content_type::foreign},
    foreign_signature{{4, "\xf8\x72\x6f\xbb"sv, "MLP"}, content_type::foreign},
    foreign_signature{{0, "\x72\xf8\x1f\x4e"sv, "S/PDIF (IEC 61937)"}, content_type::foreign},
    foreign_signature{{8, "MAUD"sv, "IFF/MAUD"}, content_type::foreign},
    foreign_signature{{8, "AVI "sv, "AVI"}, content_type::foreign},

    foreign_signature{{0, "\x89PNG"sv, "PNG image"}, content_type::not_audio},
    foreign_signature{{0, "\xff\xd8\xff"sv, "JPEG image"}, content_type::not_audio},
    foreign_signature{{0, "GIF8"sv, "GIF image"}, content_type::not_audio},
    foreign_signature{{8, "WEBP"sv, "WebP image"}, content_type::not_audio},
    foreign_signature{{0, "%PDF"sv, "PDF document"}, content_type::not_audio},
    foreign_signature{{0, "PK\x03\x04"sv, "ZIP archive"}, content_type::not_audio},
    foreign_signature{{0, "\x1f\x8b"sv, "gzip archive"}, content_type::not_audio},
    foreign_signature{{0,
                       "\x7f"
                       "ELF"sv,
                       "program"},
                      content_type::not_audio},
    foreign_signature{{0, "MThd"sv, "MIDI file (notes without sound)"}, content_type::not_audio},
};

}  // namespace

bool has_at(std::string_view bytes, std::size_t offset, std::string_view expected) noexcept {
  return bytes.size() >= offset + expected.size() && bytes.substr(offset, expected.size()) == expected;
}

std::optional<content> find_signature(std::string_view bytes) noexcept {
  // RF64 and BW64 files, too, have WAV's four letters at byte 8: what the file begins with counts first.
  for (const std::size_t offset : {0, 8}) {
    for (const format_row& row : format_table()) {
      for (const signature& known : row.signatures) {
        if (!known.bytes.empty() && known.offset == offset && has_at(bytes, offset, known.bytes)) {
          return content{row.contents.front(), known.description};
        }
      }
    }
  }
  for (const foreign_signature& known : others) {
    if (has_at(bytes, known.where.offset, known.where.bytes)) return content{known.type, known.where.description};
  }
  return std::nullopt;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
