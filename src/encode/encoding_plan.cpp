#include "encode/encoding_plan.hpp"

#include <cmath>
#include <initializer_list>
#include <string>

#include "base/fail.hpp"
#include "encode/lossy_settings.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace {

bool is_integer(sample_type type) {
  return type != sample_type::float32 && type != sample_type::float64;
}

int bits_of(sample_type type) {
  return type == sample_type::uint8 ? 8 : type == sample_type::int16 ? 16 : type == sample_type::float64 ? 64 : 32;
}

/// 8-bit PCM is unsigned in the RIFF family and signed elsewhere.
audio_encoding eight_bit_encoding(audio_format format) {
  const bool riff = format == audio_format::wav || format == audio_format::rf64 || format == audio_format::w64;
  return riff ? audio_encoding::pcm_u : audio_encoding::pcm_s;
}

void require(bool holds, const encoding_plan& plan, const char* argument, int value, const char* limit) {
  if (holds) return;
  fail<invalid_argument>(argument, " for ", to_string(plan.format), " must be ", limit, ", got ", value);
}

void require_depth(const encoding_plan& plan, std::initializer_list<int> allowed) {
  std::string list;
  for (const int bits : allowed) {
    if (bits == plan.bits_per_sample) return;
    list += (list.empty() ? "" : ", ") + std::to_string(bits);
  }
  fail<invalid_argument>("bits_per_sample for ", to_string(plan.format), " with encoding ", to_string(plan.encoding),
                         " must be ", list, ", got ", plan.bits_per_sample);
}

[[noreturn]] void reject_encoding(const encoding_plan& plan) {
  fail<invalid_argument>("encoding ", to_string(plan.encoding), " is none that ", to_string(plan.format), " has");
}

void reject_rates(const encoding_plan& plan, const writer_options& options) {
  const cstring_view format = to_string(plan.format);
  if (options.bit_rate != 0) fail<invalid_argument>("bit_rate ", options.bit_rate, ": ", format, " has none");
  if (options.compression_is != compression_kind::unset) fail<invalid_argument>("compression: ", format, " has none");
}

/// WAV, RF64, W64, AIFF, AU and CAF: integers, floats, u-law, A-law.
void plan_pcm(const writer_options& options, sample_type type, encoding_plan& plan) {
  reject_rates(plan, options);
  if (plan.encoding == audio_encoding::unknown) {
    if (plan.bits_per_sample == 0) {
      const bool au = plan.format == audio_format::au;
      plan.bits_per_sample = au ? 16 : is_integer(type) ? bits_of(type) : 32;
      plan.encoding = au || is_integer(type) ? audio_encoding::pcm_s : audio_encoding::pcm_f;
    } else {
      plan.encoding = plan.bits_per_sample == 64 ? audio_encoding::pcm_f : audio_encoding::pcm_s;
    }
    if (plan.bits_per_sample == 8) plan.encoding = eight_bit_encoding(plan.format);
  }
  const bool unsigned_only = eight_bit_encoding(plan.format) == audio_encoding::pcm_u;
  int default_bits = 8;
  switch (plan.encoding) {
    case audio_encoding::pcm_s:
      default_bits = type == sample_type::int32 ? 32 : 16;
      break;
    case audio_encoding::pcm_f:
      default_bits = 32;
      break;
    case audio_encoding::pcm_u:
    case audio_encoding::ulaw:
    case audio_encoding::alaw:
      break;
    default:
      reject_encoding(plan);
  }
  if (plan.bits_per_sample == 0) plan.bits_per_sample = default_bits;
  if (plan.encoding == audio_encoding::pcm_s && unsigned_only) return require_depth(plan, {16, 24, 32});
  if (plan.encoding == audio_encoding::pcm_s) return require_depth(plan, {8, 16, 24, 32});
  if (plan.encoding == audio_encoding::pcm_f) return require_depth(plan, {32, 64});
  if (plan.encoding == audio_encoding::pcm_u && !unsigned_only && plan.format != audio_format::aiff) {
    reject_encoding(plan);
  }
  require_depth(plan, {8});
}

void plan_flac(const writer_options& options, sample_type type, encoding_plan& plan) {
  if (plan.encoding == audio_encoding::unknown) plan.encoding = audio_encoding::flac;
  if (plan.encoding != audio_encoding::flac) reject_encoding(plan);
  if (plan.bits_per_sample == 0) plan.bits_per_sample = is_integer(type) && bits_of(type) < 24 ? bits_of(type) : 24;
  require_depth(plan, {8, 16, 24});
  require(plan.num_channels <= 8, plan, "num_channels", plan.num_channels, "at most 8");
  require(plan.sample_rate <= 655350, plan, "sample_rate", plan.sample_rate, "at most 655350 Hz");
  if (options.bit_rate != 0) fail<invalid_argument>("bit_rate ", options.bit_rate, ": flac has none");
  plan.flac_level = 5;
  if (options.compression_is == compression_kind::unset) return;
  const double level = options.compression;
  if (options.compression_is != compression_kind::level || !(level >= 0.0 && level <= 8.0) ||
      level != std::floor(level)) {
    fail<invalid_argument>("compression for flac must be a whole number from 0 to 8, got ", level);
  }
  plan.flac_level = static_cast<int>(level);
}

void plan_lossy(const writer_options& options, encoding_plan& plan) {
  const bool opus = plan.format == audio_format::opus || plan.encoding == audio_encoding::opus;
  const bool mp3 = plan.format == audio_format::mp3;
  const audio_encoding own = mp3 ? audio_encoding::mp3 : opus ? audio_encoding::opus : audio_encoding::vorbis;
  if (plan.encoding == audio_encoding::unknown) plan.encoding = own;
  if (plan.encoding != own) reject_encoding(plan);
  if (opus) plan.format = audio_format::opus;
  if (plan.bits_per_sample != 0) {
    fail<invalid_argument>("bits_per_sample ", plan.bits_per_sample, ": ", to_string(plan.format), " has none");
  }
  if (options.compression_is == compression_kind::vbr_quality && !mp3) {
    fail<invalid_argument>("compression V", options.compression, " is a setting of mp3 only");
  }
  if (mp3) {
    require(plan.num_channels <= 2, plan, "num_channels", plan.num_channels, "1 or 2");
    set_mp3_rate(options, plan);
  } else {
    require(plan.num_channels <= 255, plan, "num_channels", plan.num_channels, "at most 255");
    if (opus) {
      plan.sample_rate = opus_sample_rate(plan.sample_rate);
      set_opus_bit_rate(options, plan);
    } else {
      set_vorbis_quality(options, plan);
    }
  }
}

}  // namespace

encoding_plan make_encoding_plan(const writer_options& options, int sample_rate, std::int64_t num_channels,
                                 sample_type type) {
  if (sample_rate <= 0) fail<invalid_argument>("sample_rate must be > 0 Hz, got ", sample_rate);
  // 1024 is libsndfile's limit.
  if (num_channels < 1 || num_channels > 1024) {
    fail<invalid_argument>("num_channels must be in [1, 1024], got ", num_channels);
  }
  if (options.bit_rate < 0) fail<invalid_argument>("bit_rate must be > 0 bit/s, got ", options.bit_rate);
  if (options.bit_rate != 0 && options.compression_is != compression_kind::unset) {
    fail<invalid_argument>("bit_rate and compression exclude each other; both were given");
  }
  encoding_plan plan;
  plan.format = options.format;
  plan.encoding = options.encoding;
  plan.bits_per_sample = options.bits_per_sample;
  plan.sample_rate = sample_rate;
  plan.num_channels = static_cast<int>(num_channels);
  switch (options.format) {
    case audio_format::wav:
    case audio_format::rf64:
    case audio_format::w64:
    case audio_format::aiff:
    case audio_format::au:
    case audio_format::caf:
      plan_pcm(options, type, plan);
      break;
    case audio_format::flac:
      plan_flac(options, type, plan);
      break;
    case audio_format::ogg:
    case audio_format::opus:
    case audio_format::mp3:
      plan_lossy(options, plan);
      break;
    case audio_format::unknown:
      fail<invalid_argument>(
          "format must be one of wav, rf64, w64, flac, ogg, opus, mp3, aiff, au, caf; none was given and the file "
          "name has no extension of theirs");
  }
  return plan;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
