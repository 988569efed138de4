#include <acestep_compat/core/audio_info.hpp>

#include "base/enum_names.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

constexpr detail::enum_name<audio_encoding> names[] = {
    {audio_encoding::pcm_s, "PCM_S"}, {audio_encoding::pcm_u, "PCM_U"},   {audio_encoding::pcm_f, "PCM_F"},
    {audio_encoding::flac, "FLAC"},   {audio_encoding::vorbis, "VORBIS"}, {audio_encoding::opus, "OPUS"},
    {audio_encoding::mp3, "MP3"},     {audio_encoding::ulaw, "ULAW"},     {audio_encoding::alaw, "ALAW"},
    {audio_encoding::adpcm, "ADPCM"}, {audio_encoding::gsm, "GSM"},
};

}  // namespace

cstring_view to_string(audio_encoding encoding) noexcept {
  return detail::name_of<audio_encoding>(names, encoding, "UNKNOWN");
}

bool parse(cstring_view text, audio_encoding& encoding) noexcept {
  return detail::parse_name<audio_encoding>(names, text, encoding);
}

}  // namespace v0
}  // namespace acestep_compat
