#include "codecs/sndfile/sndfile_formats.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace sndfile {

namespace {

struct container_row {
  audio_format format;
  int container;
};
// Where a format has two containers the first is written.
constexpr container_row containers[] = {
    {audio_format::wav, SF_FORMAT_WAV},  {audio_format::wav, SF_FORMAT_WAVEX}, {audio_format::rf64, SF_FORMAT_RF64},
    {audio_format::w64, SF_FORMAT_W64},  {audio_format::flac, SF_FORMAT_FLAC}, {audio_format::ogg, SF_FORMAT_OGG},
    {audio_format::opus, SF_FORMAT_OGG}, {audio_format::mp3, SF_FORMAT_MPEG},  {audio_format::aiff, SF_FORMAT_AIFF},
    {audio_format::au, SF_FORMAT_AU},    {audio_format::caf, SF_FORMAT_CAF},
};

struct samples_row {
  sample_format samples;
  int subtype;
};
// Where an encoding has several subtypes the first is written.
constexpr samples_row subtypes[] = {
    {{audio_encoding::pcm_s, 8}, SF_FORMAT_PCM_S8},       {{audio_encoding::pcm_s, 16}, SF_FORMAT_PCM_16},
    {{audio_encoding::pcm_s, 24}, SF_FORMAT_PCM_24},      {{audio_encoding::pcm_s, 32}, SF_FORMAT_PCM_32},
    {{audio_encoding::pcm_u, 8}, SF_FORMAT_PCM_U8},       {{audio_encoding::pcm_f, 32}, SF_FORMAT_FLOAT},
    {{audio_encoding::pcm_f, 64}, SF_FORMAT_DOUBLE},      {{audio_encoding::ulaw, 8}, SF_FORMAT_ULAW},
    {{audio_encoding::alaw, 8}, SF_FORMAT_ALAW},          {{audio_encoding::adpcm, 0}, SF_FORMAT_IMA_ADPCM},
    {{audio_encoding::adpcm, 0}, SF_FORMAT_MS_ADPCM},     {{audio_encoding::adpcm, 0}, SF_FORMAT_VOX_ADPCM},
    {{audio_encoding::adpcm, 0}, SF_FORMAT_NMS_ADPCM_16}, {{audio_encoding::adpcm, 0}, SF_FORMAT_NMS_ADPCM_24},
    {{audio_encoding::adpcm, 0}, SF_FORMAT_NMS_ADPCM_32}, {{audio_encoding::adpcm, 0}, SF_FORMAT_G721_32},
    {{audio_encoding::adpcm, 0}, SF_FORMAT_G723_24},      {{audio_encoding::adpcm, 0}, SF_FORMAT_G723_40},
    {{audio_encoding::gsm, 0}, SF_FORMAT_GSM610},         {{audio_encoding::vorbis, 0}, SF_FORMAT_VORBIS},
    {{audio_encoding::opus, 0}, SF_FORMAT_OPUS},          {{audio_encoding::mp3, 0}, SF_FORMAT_MPEG_LAYER_III},
    {{audio_encoding::mp3, 0}, SF_FORMAT_MPEG_LAYER_II},  {{audio_encoding::mp3, 0}, SF_FORMAT_MPEG_LAYER_I},
    {{audio_encoding::unknown, 16}, SF_FORMAT_ALAC_16},   {{audio_encoding::unknown, 20}, SF_FORMAT_ALAC_20},
    {{audio_encoding::unknown, 24}, SF_FORMAT_ALAC_24},   {{audio_encoding::unknown, 32}, SF_FORMAT_ALAC_32},
};

struct string_row {
  std::string_view key;
  int string;
};
constexpr string_row strings[] = {
    {"title", SF_STR_TITLE},     {"artist", SF_STR_ARTIST},       {"album", SF_STR_ALBUM},
    {"date", SF_STR_DATE},       {"genre", SF_STR_GENRE},         {"tracknumber", SF_STR_TRACKNUMBER},
    {"comment", SF_STR_COMMENT}, {"copyright", SF_STR_COPYRIGHT}, {"software", SF_STR_SOFTWARE},
    {"license", SF_STR_LICENSE},
};

}  // namespace

int sndfile_format(audio_format format, sample_format samples) noexcept {
  // libsndfile's names for the depth of FLAC are those of PCM.
  if (samples.encoding == audio_encoding::flac) samples.encoding = audio_encoding::pcm_s;
  const auto* container = std::find_if(std::begin(containers), std::end(containers),
                                       [&](const container_row& row) { return row.format == format; });
  const auto* subtype = std::find_if(std::begin(subtypes), std::end(subtypes), [&](const samples_row& row) {
    return row.samples.encoding == samples.encoding && row.samples.bits_per_sample == samples.bits_per_sample;
  });
  if (container == std::end(containers) || subtype == std::end(subtypes)) return 0;
  return container->container | subtype->subtype;
}

audio_format container_of(int sndfile_format) noexcept {
  const int container = sndfile_format & SF_FORMAT_TYPEMASK;
  if (container == SF_FORMAT_OGG && (sndfile_format & SF_FORMAT_SUBMASK) == SF_FORMAT_OPUS) return audio_format::opus;
  for (const container_row& row : containers) {
    if (row.container == container) return row.format;
  }
  return audio_format::unknown;
}

sample_format samples_of(int sndfile_format) noexcept {
  const int container = sndfile_format & SF_FORMAT_TYPEMASK;
  for (const samples_row& row : subtypes) {
    if (row.subtype != (sndfile_format & SF_FORMAT_SUBMASK)) continue;
    const bool flac = container == SF_FORMAT_FLAC || container == SF_FORMAT_OGG;
    if (flac && row.samples.encoding == audio_encoding::pcm_s)
      return {audio_encoding::flac, row.samples.bits_per_sample};
    return row.samples;
  }
  return {};
}

int sndfile_string(cstring_view tag_key) noexcept {
  for (const string_row& row : strings) {
    if (row.key == tag_key.c_str()) return row.string;
  }
  return 0;
}

}  // namespace sndfile
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
