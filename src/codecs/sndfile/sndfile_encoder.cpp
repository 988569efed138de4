#include "codecs/sndfile/sndfile_encoder.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/fail.hpp"
#include "codecs/sndfile/sndfile_formats.hpp"
#include "codecs/sndfile/sndfile_io.hpp"
#include "formats/tag_keys.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace sndfile {
namespace {

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

void set_tag(SNDFILE* file, const encoding_plan& plan, cstring_view key, cstring_view value) {
  const int string = sndfile_string(key);
  if (string == 0) {
    std::string known;
    for (const tag_key& each : tag_keys()) known.append(known.empty() ? "" : ", ").append(each.key);
    fail<invalid_argument>("tag \"", key, "\" is not supported; the tags are ", known);
  }
  if (value.empty()) return;
  if (sf_set_string(file, string, value.c_str()) != 0) {
    fail<invalid_argument>(to_string(plan.format), " does not support the tag \"", key, "\"");
  }
}

/// libsndfile forgets the errors of the store at the end of an encoding; `io_` keeps them.
class sndfile_encoder final : public encoder {
public:
  sndfile_encoder(byte_store& store, const encoding_plan& plan, const tag_list* tags) : io_(store) {
    SF_INFO info{};
    info.samplerate = plan.sample_rate;
    info.channels = plan.num_channels;
    info.format = sndfile_format(plan.format, {plan.encoding, plan.bits_per_sample});
    file_ = io_.open(info);
    SNDFILE* file = file_.get();
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
      io_.detach();
      throw;
    }
  }

  ~sndfile_encoder() override {
    io_.detach();  // closing a discarded encoder would write the end of the file
  }

  void write(const std::int32_t* interleaved, std::int64_t num_frames) override {
    check(sf_writef_int(file_.get(), interleaved, num_frames), num_frames);
  }

  void write(const float* interleaved, std::int64_t num_frames) override {
    check(sf_writef_float(file_.get(), interleaved, num_frames), num_frames);
  }

  void write(const double* interleaved, std::int64_t num_frames) override {
    check(sf_writef_double(file_.get(), interleaved, num_frames), num_frames);
  }

  void finish() override {
    // libsndfile writes the FLAC header with the first samples: without any, the file would have no byte.
    if (io_.position() == 0) sf_command(file_.get(), SFC_UPDATE_HEADER_NOW, nullptr, 0);
    const int code = sf_close(file_.release());
    io_.rethrow();
    if (code != SF_ERR_NO_ERROR) throw encode_error(sf_error_number(code));
  }

private:
  void check(sf_count_t written, std::int64_t expected) {
    io_.rethrow();
    if (written != expected) throw encode_error(sf_strerror(file_.get()));
  }

  sndfile_io io_;
  sndfile_handle file_;
};

}  // namespace

std::unique_ptr<encoder> make_sndfile_encoder(byte_store& store, const encoding_plan& plan, const tag_list* tags) {
  return std::make_unique<sndfile_encoder>(store, plan, tags);
}

}  // namespace sndfile
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
