#include "codecs/sndfile/sndfile_info.hpp"

#include <array>

#include "base/fail.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

int container(const SF_INFO& format) noexcept {
  return format.format & SF_FORMAT_TYPEMASK;
}
int subtype(const SF_INFO& format) noexcept {
  return format.format & SF_FORMAT_SUBMASK;
}

audio_format format_of(const SF_INFO& format) noexcept {
  switch (container(format)) {
    case SF_FORMAT_WAV:
    case SF_FORMAT_WAVEX:
      return audio_format::wav;
    case SF_FORMAT_RF64:
      return audio_format::rf64;
    case SF_FORMAT_W64:
      return audio_format::w64;
    case SF_FORMAT_FLAC:
      return audio_format::flac;
    case SF_FORMAT_OGG:
      return subtype(format) == SF_FORMAT_OPUS ? audio_format::opus : audio_format::ogg;
    case SF_FORMAT_MPEG:
      return audio_format::mp3;
    case SF_FORMAT_AIFF:
      return audio_format::aiff;
    case SF_FORMAT_AU:
      return audio_format::au;
    case SF_FORMAT_CAF:
      return audio_format::caf;
    default:
      return audio_format::unknown;
  }
}

struct coding {
  audio_encoding encoding;
  int bits_per_sample;
};

coding coding_of(const SF_INFO& format) noexcept {
  const bool flac = container(format) == SF_FORMAT_FLAC || container(format) == SF_FORMAT_OGG;
  const audio_encoding pcm = flac ? audio_encoding::flac : audio_encoding::pcm_s;
  switch (subtype(format)) {
    case SF_FORMAT_PCM_S8:
      return {pcm, 8};
    case SF_FORMAT_PCM_16:
      return {pcm, 16};
    case SF_FORMAT_PCM_24:
      return {pcm, 24};
    case SF_FORMAT_PCM_32:
      return {pcm, 32};
    case SF_FORMAT_PCM_U8:
      return {audio_encoding::pcm_u, 8};
    case SF_FORMAT_FLOAT:
      return {audio_encoding::pcm_f, 32};
    case SF_FORMAT_DOUBLE:
      return {audio_encoding::pcm_f, 64};
    case SF_FORMAT_ULAW:
      return {audio_encoding::ulaw, 8};
    case SF_FORMAT_ALAW:
      return {audio_encoding::alaw, 8};
    case SF_FORMAT_IMA_ADPCM:
    case SF_FORMAT_MS_ADPCM:
    case SF_FORMAT_VOX_ADPCM:
    case SF_FORMAT_NMS_ADPCM_16:
    case SF_FORMAT_NMS_ADPCM_24:
    case SF_FORMAT_NMS_ADPCM_32:
    case SF_FORMAT_G721_32:
    case SF_FORMAT_G723_24:
    case SF_FORMAT_G723_40:
      return {audio_encoding::adpcm, 0};
    case SF_FORMAT_GSM610:
      return {audio_encoding::gsm, 0};
    case SF_FORMAT_VORBIS:
      return {audio_encoding::vorbis, 0};
    case SF_FORMAT_OPUS:
      return {audio_encoding::opus, 0};
    case SF_FORMAT_MPEG_LAYER_I:
    case SF_FORMAT_MPEG_LAYER_II:
    case SF_FORMAT_MPEG_LAYER_III:
      return {audio_encoding::mp3, 0};
    case SF_FORMAT_ALAC_16:
      return {audio_encoding::unknown, 16};
    case SF_FORMAT_ALAC_20:
      return {audio_encoding::unknown, 20};
    case SF_FORMAT_ALAC_24:
      return {audio_encoding::unknown, 24};
    case SF_FORMAT_ALAC_32:
      return {audio_encoding::unknown, 32};
    default:
      return {audio_encoding::unknown, 0};
  }
}

}  // namespace

audio_info sndfile_audio_info(const SF_INFO& format) {
  if (format.samplerate <= 0 || format.channels <= 0) {
    fail<decode_error>("the header tells ", format.samplerate, " Hz and ", format.channels, " channels");
  }
  audio_info info;
  info.sample_rate = format.samplerate;
  info.num_channels = format.channels;
  info.format = format_of(format);
  info.encoding = coding_of(format).encoding;
  info.bits_per_sample = coding_of(format).bits_per_sample;
  info.backend = "sndfile";
  // For MPEG audio without a Xing header the count is a guess from the bit rate of the first frames.
  const bool counted = format.frames >= 0 && format.frames < SF_COUNT_MAX && info.encoding != audio_encoding::mp3;
  info.num_frames = counted ? format.frames : -1;
  return info;
}

tag_list sndfile_tags(SNDFILE* file) {
  struct name {
    int id;
    const char* key;
  };
  constexpr std::array names{
      name{SF_STR_TITLE, "title"},     name{SF_STR_ARTIST, "artist"},           name{SF_STR_ALBUM, "album"},
      name{SF_STR_DATE, "date"},       name{SF_STR_TRACKNUMBER, "tracknumber"}, name{SF_STR_GENRE, "genre"},
      name{SF_STR_COMMENT, "comment"}, name{SF_STR_COPYRIGHT, "copyright"},     name{SF_STR_SOFTWARE, "software"},
      name{SF_STR_LICENSE, "license"},
  };
  tag_list tags;
  for (const name& known : names) {
    if (const char* value = sf_get_string(file, known.id)) tags.add(known.key, value);
  }
  return tags;
}

bool sndfile_seeks_exactly(const SF_INFO& format) noexcept {
  if (container(format) == SF_FORMAT_OGG) return false;
  switch (subtype(format)) {
    case SF_FORMAT_PCM_S8:
    case SF_FORMAT_PCM_16:
    case SF_FORMAT_PCM_24:
    case SF_FORMAT_PCM_32:
    case SF_FORMAT_PCM_U8:
    case SF_FORMAT_FLOAT:
    case SF_FORMAT_DOUBLE:
    case SF_FORMAT_ULAW:
    case SF_FORMAT_ALAW:
      return true;
    default:
      return false;
  }
}

void decode_opus_at_full_rate(SNDFILE* file, SF_INFO& format) {
  if (subtype(format) != SF_FORMAT_OPUS || format.samplerate == 48000) return;
  int rate = 48000;
  sf_command(file, SFC_SET_ORIGINAL_SAMPLERATE, &rate, sizeof rate);
  sf_command(file, SFC_GET_CURRENT_SF_INFO, &format, sizeof format);
  if (format.samplerate != rate) throw decode_error("this libsndfile cannot decode Opus at 48000 Hz");
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
