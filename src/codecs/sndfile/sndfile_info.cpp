#include "codecs/sndfile/sndfile_info.hpp"

#include <string>

#include "base/fail.hpp"
#include "codecs/sndfile/sndfile_formats.hpp"
#include "formats/tag_keys.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace sndfile {

audio_info sndfile_audio_info(const SF_INFO& format) {
  if (format.samplerate <= 0 || format.channels <= 0) {
    fail<decode_error>("the header says ", format.samplerate, " Hz and ", format.channels, " channels");
  }
  audio_info info;
  info.sample_rate = format.samplerate;
  info.num_channels = format.channels;
  const sample_format samples = samples_of(format.format);
  info.format = container_of(format.format);
  info.encoding = samples.encoding;
  info.bits_per_sample = samples.bits_per_sample;
  // For MPEG audio without a Xing header the count is a guess from the bit rate of the first frames.
  const bool counted = format.frames >= 0 && format.frames < SF_COUNT_MAX && info.encoding != audio_encoding::mp3;
  info.num_frames = counted ? format.frames : -1;
  return info;
}

tag_list sndfile_tags(SNDFILE* file) {
  tag_list tags;
  for (const tag_key& known : tag_keys()) {
    const std::string key(known.key);
    if (const char* value = sf_get_string(file, sndfile_string(key))) tags.add(key, value);
  }
  return tags;
}

bool sndfile_seeks_exactly(const SF_INFO& format) noexcept {
  if ((format.format & SF_FORMAT_TYPEMASK) == SF_FORMAT_OGG) return false;
  switch (samples_of(format.format).encoding) {
    case audio_encoding::pcm_s:
    case audio_encoding::pcm_u:
    case audio_encoding::pcm_f:
    case audio_encoding::ulaw:
    case audio_encoding::alaw:
      return true;
    default:
      return false;
  }
}

void decode_opus_at_full_rate(SNDFILE* file, SF_INFO& format) {
  if ((format.format & SF_FORMAT_SUBMASK) != SF_FORMAT_OPUS || format.samplerate == 48000) return;
  int rate = 48000;
  sf_command(file, SFC_SET_ORIGINAL_SAMPLERATE, &rate, sizeof rate);
  sf_command(file, SFC_GET_CURRENT_SF_INFO, &format, sizeof format);
  if (format.samplerate != rate) throw decode_error("this libsndfile cannot decode Opus at 48000 Hz");
}

}  // namespace sndfile
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
