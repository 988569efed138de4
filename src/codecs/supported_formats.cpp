#include <algorithm>
#include <iterator>

#include <acestep_compat/core/audio_writer.hpp>

#include "codecs/backend.hpp"
#include "codecs/sndfile/sndfile_encoder.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

constexpr audio_format formats[] = {audio_format::wav, audio_format::rf64, audio_format::w64, audio_format::flac,
                                    audio_format::ogg, audio_format::opus, audio_format::mp3, audio_format::aiff,
                                    audio_format::au,  audio_format::caf};

}  // namespace

std::size_t supported_formats(format_support* table, std::size_t capacity) {
  for (std::size_t i = 0; i < std::min(capacity, std::size(formats)); ++i) {
    // A libsndfile that encodes a codec decodes it, too: both hang on the same build option.
    const bool writes = detail::sndfile_writes(formats[i]);
    const cstring_view reader = detail::reading_backend(formats[i]);
    const bool reads = writes || reader != "sndfile";
    table[i] = {formats[i], reads, writes, reads ? reader : cstring_view(), writes ? "sndfile" : ""};
  }
  return std::size(formats);
}

}  // namespace v0
}  // namespace acestep_compat
