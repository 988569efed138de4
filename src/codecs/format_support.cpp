#include <acestep_compat/core/audio_writer.hpp>
#include <algorithm>
#include <iterator>

#include "codecs/sndfile_encoder.hpp"

namespace acestep_compat::inline v0 {
namespace {

struct format_row {
  audio_format format;
  cstring_view reader;  // empty: libsndfile, if it was built with the codec
};

constexpr format_row formats[] = {
    {audio_format::wav, "sndfile"},  {audio_format::rf64, "sndfile"}, {audio_format::w64, "sndfile"},
    {audio_format::flac, "sndfile"}, {audio_format::ogg, ""},         {audio_format::opus, ""},
    {audio_format::mp3, "mpg123"},   {audio_format::aiff, "sndfile"}, {audio_format::au, "sndfile"},
    {audio_format::caf, "sndfile"},
};

}  // namespace

std::size_t supported_formats(format_support* table, std::size_t capacity) {
  for (std::size_t i = 0; i < std::min(capacity, std::size(formats)); ++i) {
    const format_row& row = formats[i];
    // A libsndfile that encodes a codec decodes it, too: both hang on the same build option.
    const bool writes = detail::sndfile_writes(row.format);
    const bool reads = writes || !row.reader.empty();
    const cstring_view reader = !row.reader.empty() ? row.reader : cstring_view(reads ? "sndfile" : "");
    table[i] = {row.format, reads, writes, reader, writes ? "sndfile" : ""};
  }
  return std::size(formats);
}

}  // namespace acestep_compat::inline v0
