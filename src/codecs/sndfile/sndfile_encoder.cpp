#include "codecs/sndfile/sndfile_encoder.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/fail.hpp"
#include "codecs/sndfile/sndfile_io.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace {

int container_of(audio_format format) {
  switch (format) {
    case audio_format::wav:
      return SF_FORMAT_WAV;
    case audio_format::rf64:
      return SF_FORMAT_RF64;
    case audio_format::w64:
      return SF_FORMAT_W64;
    case audio_format::flac:
      return SF_FORMAT_FLAC;
    case audio_format::ogg:
    case audio_format::opus:
      return SF_FORMAT_OGG;
    case audio_format::mp3:
      return SF_FORMAT_MPEG;
    case audio_format::aiff:
      return SF_FORMAT_AIFF;
    case audio_format::au:
      return SF_FORMAT_AU;
    case audio_format::caf:
      return SF_FORMAT_CAF;
    case audio_format::unknown:
      break;
  }
  return 0;
}

int subtype_of(audio_encoding encoding, int bits) {
  switch (encoding) {
    case audio_encoding::pcm_u:
      return SF_FORMAT_PCM_U8;
    case audio_encoding::pcm_f:
      return bits == 64 ? SF_FORMAT_DOUBLE : SF_FORMAT_FLOAT;
    case audio_encoding::ulaw:
      return SF_FORMAT_ULAW;
    case audio_encoding::alaw:
      return SF_FORMAT_ALAW;
    case audio_encoding::vorbis:
      return SF_FORMAT_VORBIS;
    case audio_encoding::opus:
      return SF_FORMAT_OPUS;
    case audio_encoding::mp3:
      return SF_FORMAT_MPEG_LAYER_III;
    case audio_encoding::pcm_s:
    case audio_encoding::flac:
      return bits == 8    ? SF_FORMAT_PCM_S8
             : bits == 16 ? SF_FORMAT_PCM_16
             : bits == 24 ? SF_FORMAT_PCM_24
                          : SF_FORMAT_PCM_32;
    default:
      return 0;
  }
}

/// The bit rates that libsndfile's compression level spans, kbit/s (its manual, SFC_SET_BITRATE_MODE).
double mp3_level(int bit_rate, int sample_rate) {
  const double highest = sample_rate >= 32000 ? 320 : sample_rate >= 16000 ? 160 : 64;
  const double lowest = sample_rate >= 32000 ? 32 : 8;
  // Half a kbit/s more, since libsndfile cuts the fraction off.
  return std::clamp((highest - bit_rate - 0.5) / (highest - lowest), 0.0, 1.0);
}

double compression_level(const encoding_plan& plan) {
  if (plan.flac_level) return *plan.flac_level / 8.0;
  if (plan.vorbis_quality) return 1.0 - *plan.vorbis_quality / 10.0;
  if (plan.opus_bit_rate_per_channel) return 1.0 - (*plan.opus_bit_rate_per_channel - 6000 + 0.5) / 250000.0;
  if (plan.mp3_variable_quality) return *plan.mp3_variable_quality / 10.0;
  return mp3_level(*plan.mp3_bit_rate, plan.sample_rate);
}

struct tag_row {
  std::string_view key;
  int type;
};
constexpr tag_row tag_types[] = {
    {"title", SF_STR_TITLE},       {"copyright", SF_STR_COPYRIGHT},
    {"software", SF_STR_SOFTWARE}, {"artist", SF_STR_ARTIST},
    {"comment", SF_STR_COMMENT},   {"date", SF_STR_DATE},
    {"album", SF_STR_ALBUM},       {"license", SF_STR_LICENSE},
    {"genre", SF_STR_GENRE},       {"tracknumber", SF_STR_TRACKNUMBER},
};

void set_tag(SNDFILE* file, const encoding_plan& plan, cstring_view key, cstring_view value) {
  const auto* row = std::find_if(std::begin(tag_types), std::end(tag_types),
                                 [&](const tag_row& each) { return each.key == key.c_str(); });
  if (row == std::end(tag_types)) {
    std::string known;
    for (const tag_row& each : tag_types) known.append(known.empty() ? "" : ", ").append(each.key);
    fail<invalid_argument>("tag \"", key, "\" cannot be stored; the tags are ", known);
  }
  if (value.empty()) return;
  if (sf_set_string(file, row->type, value.c_str()) != 0) {
    fail<invalid_argument>("tag \"", key, "\": ", to_string(plan.format), " files hold no such tag");
  }
}

}  // namespace

struct sndfile_encoder::state {
  explicit state(byte_store& store) noexcept : io(store) {}

  sndfile_io io;
  sndfile_handle file;

  void check(sf_count_t written, std::int64_t expected) {
    io.rethrow();
    if (written != expected) throw encode_error(sf_strerror(file.get()));
  }
};

sndfile_encoder::sndfile_encoder(byte_store& store, const encoding_plan& plan, const tag_list* tags)
    : state_(std::make_unique<state>(store)) {
  SF_INFO info{};
  info.samplerate = plan.sample_rate;
  info.channels = plan.num_channels;
  info.format = container_of(plan.format) | subtype_of(plan.encoding, plan.bits_per_sample);
  state_->file = state_->io.open(info);
  SNDFILE* file = state_->file.get();
  if (file == nullptr) {
    fail<encode_error>(to_string(plan.format), " with ", plan.num_channels, " channels at ", plan.sample_rate,
                       " Hz cannot be encoded by this machine's libsndfile: ", sf_strerror(nullptr));
  }
  try {
    // A peak chunk would carry the time of day: the same samples would not give the same bytes.
    sf_command(file, SFC_SET_ADD_PEAK_CHUNK, nullptr, SF_FALSE);
    if (plan.encoding == audio_encoding::mp3) {
      int mode = plan.mp3_variable_quality ? SF_BITRATE_MODE_VARIABLE : SF_BITRATE_MODE_CONSTANT;
      sf_command(file, SFC_SET_BITRATE_MODE, &mode, sizeof(mode));
    }
    if (plan.flac_level || plan.vorbis_quality || plan.opus_bit_rate_per_channel || plan.mp3_bit_rate ||
        plan.mp3_variable_quality) {
      double level = compression_level(plan);
      if (sf_command(file, SFC_SET_COMPRESSION_LEVEL, &level, sizeof(level)) != SF_TRUE) {
        throw encode_error("libsndfile refused the compression");
      }
    }
    for (std::int64_t i = 0; tags != nullptr && i < tags->size(); ++i)
      set_tag(file, plan, tags->key(i), tags->value(i));
  } catch (...) {
    state_->io.detach();
    throw;
  }
}

sndfile_encoder::~sndfile_encoder() {
  state_->io.detach();  // closing an encoder that was given up would write its end
}

void sndfile_encoder::write(const std::int32_t* interleaved, std::int64_t num_frames) {
  state_->check(sf_writef_int(state_->file.get(), interleaved, num_frames), num_frames);
}

void sndfile_encoder::write(const float* interleaved, std::int64_t num_frames) {
  state_->check(sf_writef_float(state_->file.get(), interleaved, num_frames), num_frames);
}

void sndfile_encoder::write(const double* interleaved, std::int64_t num_frames) {
  state_->check(sf_writef_double(state_->file.get(), interleaved, num_frames), num_frames);
}

void sndfile_encoder::finish() {
  // libsndfile writes the FLAC header with the first samples: without any, the file would have no byte.
  if (state_->io.position() == 0) sf_command(state_->file.get(), SFC_UPDATE_HEADER_NOW, nullptr, 0);
  const int code = sf_close(state_->file.release());
  state_->io.rethrow();
  if (code != SF_ERR_NO_ERROR) throw encode_error(sf_error_number(code));
}

bool sndfile_writes(audio_format format) noexcept {
  const audio_encoding encoding = format == audio_format::mp3    ? audio_encoding::mp3
                                  : format == audio_format::opus ? audio_encoding::opus
                                  : format == audio_format::ogg  ? audio_encoding::vorbis
                                                                 : audio_encoding::pcm_s;
  // sf_format_check knows formats that were left out of the build; only opening tells.
  sndfile_io nowhere;
  SF_INFO info{};
  info.samplerate = 48000;
  info.channels = 1;
  info.format = container_of(format) | subtype_of(encoding, 16);
  return nowhere.open(info) != nullptr;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
