#pragma once

#include <cstdint>

#include <acestep_compat/core/audio_source.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// What the first bytes of a file say that it is. Names and extensions are never asked.
enum class content_type {
  empty,
  wav,  ///< RIFF and RIFX
  rf64,
  w64,
  flac,  ///< native
  ogg_vorbis,
  ogg_opus,
  ogg_flac,
  mpeg_audio,  ///< MPEG-1, 2, 2.5 layers I to III
  aiff,        ///< AIFF and AIFC
  au,
  caf,
  foreign,    ///< a container or codec that this library does not decode
  not_audio,  ///< text, a picture, an archive, ...
  unknown,    ///< none of these; libsndfile knows some rare ones
};

struct content {
  content_type type = content_type::unknown;
  cstring_view description;  ///< "MP4 or QuickTime", "PNG image", ...; static
  std::uint64_t begin = 0;   ///< where it begins, in bytes: after ID3v2 tags, which some programs put before any format
};

/// Looks at the content of `source` for signatures. Throws what its reads throw.
content sniff_content(audio_source& source);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
