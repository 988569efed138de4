#include "codecs/sndfile/sndfile_codec.hpp"

#include "codecs/sndfile/sndfile_decoder.hpp"
#include "codecs/sndfile/sndfile_encoder.hpp"
#include "codecs/sndfile/sndfile_formats.hpp"
#include "codecs/sndfile/sndfile_io.hpp"
#include "formats/format_table.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

bool claims(content_type content) noexcept {
  return content != content_type::empty && content != content_type::not_audio && content != content_type::foreign &&
         content != content_type::mpeg_audio;
}

std::unique_ptr<decoder> open_sndfile(audio_source& source, const open_request& request) {
  return sndfile::make_sndfile_decoder(source, request.with_tags);
}

bool writes(audio_format format) noexcept {
  const format_row* row = find_format(format);
  if (row == nullptr) return false;
  sndfile::sample_format samples{row->encoding};
  if (row->encoding == audio_encoding::unknown) samples.encoding = audio_encoding::pcm_s;
  if (samples.encoding == audio_encoding::pcm_s || samples.encoding == audio_encoding::flac)
    samples.bits_per_sample = 16;
  // sf_format_check knows formats that were left out of the build; only opening shows it.
  sndfile::sndfile_io nowhere;
  SF_INFO info{};
  info.samplerate = 48000;
  info.channels = 1;
  info.format = sndfile::sndfile_format(format, samples);
  return nowhere.open(info) != nullptr;
}

}  // namespace

constinit const codec sndfile_codec{"sndfile", claims, open_sndfile, writes, sndfile::make_sndfile_encoder};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
