#include "formats/format_table.hpp"

#include <algorithm>

#include <acestep_compat/core/audio_writer.hpp>

#include "base/enum_names.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace detail {

namespace {

using namespace std::string_view_literals;

// Signatures: Microsoft and IBM, Multimedia Programming Interface 1.0 (WAV); EBU Tech 3306 (RF64) and ITU-R BS.2088
// (BW64); Sony's Wave64 GUIDs; RFC 9639 (FLAC); Apple's AIFF 1.3, AIFF-C and CAF specifications; Sun's AU header, which
// DEC wrote in its own byte order.
constexpr format_row rows[] = {
    {audio_format::wav,
     "wav",
     {"wav", "wave"},
     {content_type::wav},
     audio_encoding::unknown,
     eight_bit_pcm::unsigned_only,
     0,
     {{{8, "WAVE"sv, "WAV"}}}},
    {audio_format::rf64,
     "rf64",
     {"rf64"},
     {content_type::rf64},
     audio_encoding::unknown,
     eight_bit_pcm::unsigned_only,
     0,
     {{{0, "RF64"sv, "RF64"}, {0, "BW64"sv, "BW64"}}}},
    {audio_format::w64,
     "w64",
     {"w64"},
     {content_type::w64},
     audio_encoding::unknown,
     eight_bit_pcm::unsigned_only,
     0,
     {{{0, "riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb"sv, "Wave64"}}}},
    {audio_format::flac,
     "flac",
     {"flac"},
     {content_type::flac},
     audio_encoding::flac,
     eight_bit_pcm::signed_only,
     0,
     {{{0, "fLaC"sv, "FLAC"}}}},
    {audio_format::ogg,
     "ogg",
     {"ogg", "oga", "vorbis"},
     {content_type::ogg_vorbis, content_type::ogg_flac},
     audio_encoding::vorbis},
    {audio_format::opus, "opus", {"opus"}, {content_type::ogg_opus}, audio_encoding::opus},
    {audio_format::mp3, "mp3", {"mp3"}, {content_type::mpeg_audio}, audio_encoding::mp3},
    {audio_format::aiff,
     "aiff",
     {"aiff", "aif", "aifc"},
     {content_type::aiff},
     audio_encoding::unknown,
     eight_bit_pcm::either,
     0,
     {{{8, "AIFF"sv, "AIFF"}, {8, "AIFC"sv, "AIFF-C"}}}},
    {audio_format::au,
     "au",
     {"au", "snd"},
     {content_type::au},
     audio_encoding::unknown,
     eight_bit_pcm::signed_only,
     16,
     {{{0, ".snd"sv, "AU"}, {0, "dns."sv, "AU"}}}},
    {audio_format::caf,
     "caf",
     {"caf"},
     {content_type::caf},
     audio_encoding::unknown,
     eight_bit_pcm::signed_only,
     0,
     {{{0, "caff"sv, "CAF"}}}},
};

}  // namespace

std::span<const format_row> format_table() noexcept {
  return rows;
}

const format_row* find_format(audio_format format) noexcept {
  const auto* row =
      std::find_if(std::begin(rows), std::end(rows), [&](const auto& each) { return each.format == format; });
  return row == std::end(rows) ? nullptr : row;
}

audio_format format_of(content_type type) noexcept {
  for (const format_row& row : rows) {
    // The second place of a row with one content type is `empty`, which belongs to no format.
    if (type != content_type::empty &&
        std::find(row.contents.begin(), row.contents.end(), type) != row.contents.end()) {
      return row.format;
    }
  }
  return audio_format::unknown;
}

std::string format_names() {
  std::string names;
  for (const format_row& row : rows) names.append(names.empty() ? "" : ", ").append(row.name.c_str());
  return names;
}

}  // namespace detail

cstring_view to_string(audio_format format) noexcept {
  const detail::format_row* row = detail::find_format(format);
  return row == nullptr ? cstring_view("unknown") : row->name;
}

bool parse(cstring_view text, audio_format& format) noexcept {
  for (const detail::format_row& row : detail::rows) {
    if (!detail::equals_ignoring_case(row.name, text)) continue;
    format = row.format;
    return true;
  }
  return false;
}

audio_format format_from_extension(cstring_view extension) noexcept {
  const char* text = extension.c_str();
  if (*text == '.') ++text;
  if (*text == '\0') return audio_format::unknown;
  for (const detail::format_row& row : detail::rows) {
    for (const std::string_view known : row.extensions) {
      if (!known.empty() && detail::equals_ignoring_case(known.data(), text)) return row.format;
    }
  }
  return audio_format::unknown;
}

}  // namespace v0
}  // namespace acestep_compat
