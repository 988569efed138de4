#include "encode/encoding_plan.hpp"

#include <cmath>
#include <initializer_list>
#include <string>

#include "base/fail.hpp"
#include "encode/lossy_settings.hpp"
#include "formats/format_table.hpp"

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

/// What 8-bit PCM is in this format where the caller does not say.
audio_encoding eight_bit_encoding(const format_row& format) {
  return format.eight_bit == eight_bit_pcm::unsigned_only ? audio_encoding::pcm_u : audio_encoding::pcm_s;
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
  fail<invalid_argument>(to_string(plan.format), " does not support encoding ", to_string(plan.encoding));
}

void reject_rate(const encoding_plan& plan, const rate_control& rate) {
  switch (rate.what()) {
    case rate_control::kind::unset:
      return;
    case rate_control::kind::bit_rate:
      fail<invalid_argument>(to_string(plan.format), " does not support bit_rate, got ",
                             static_cast<int>(rate.value()));
    case rate_control::kind::level:
      fail<invalid_argument>(to_string(plan.format), " does not support compression, got ", rate.value());
    case rate_control::kind::vbr_quality:
      fail<invalid_argument>(to_string(plan.format), " does not support compression, got V", rate.value());
  }
}

/// WAV, RF64, W64, AIFF, AU and CAF: integers, floats, u-law, A-law. What depends on the samples' type stays open.
void plan_pcm(const format_row& format, const writer_options& options, encoding_plan& plan) {
  reject_rate(plan, options.rate);
  if (plan.encoding == audio_encoding::unknown) {
    if (plan.bits_per_sample == 0) plan.bits_per_sample = format.default_bits;
    if (plan.bits_per_sample == 0) return;
    plan.encoding = plan.bits_per_sample == 64  ? audio_encoding::pcm_f
                    : plan.bits_per_sample == 8 ? eight_bit_encoding(format)
                                                : audio_encoding::pcm_s;
  }
  switch (plan.encoding) {
    case audio_encoding::pcm_s:
      if (plan.bits_per_sample == 0) return;
      if (format.eight_bit == eight_bit_pcm::unsigned_only) return require_depth(plan, {16, 24, 32});
      return require_depth(plan, {8, 16, 24, 32});
    case audio_encoding::pcm_f:
      if (plan.bits_per_sample == 0) plan.bits_per_sample = 32;
      return require_depth(plan, {32, 64});
    case audio_encoding::pcm_u:
      if (format.eight_bit == eight_bit_pcm::signed_only) reject_encoding(plan);
      [[fallthrough]];
    case audio_encoding::ulaw:
    case audio_encoding::alaw:
      if (plan.bits_per_sample == 0) plan.bits_per_sample = 8;
      return require_depth(plan, {8});
    default:
      reject_encoding(plan);
  }
}

void plan_flac(const writer_options& options, encoding_plan& plan) {
  if (plan.encoding == audio_encoding::unknown) plan.encoding = audio_encoding::flac;
  if (plan.encoding != audio_encoding::flac) reject_encoding(plan);
  if (plan.bits_per_sample != 0) require_depth(plan, {8, 16, 24});
  require(plan.num_channels <= 8, plan, "num_channels", plan.num_channels, "at most 8");
  require(plan.sample_rate <= 655350, plan, "sample_rate", plan.sample_rate, "at most 655350 Hz");
  plan.flac_level = 5;
  const double level = options.rate.value();
  switch (options.rate.what()) {
    case rate_control::kind::unset:
      return;
    case rate_control::kind::level:
      if (level >= 0.0 && level <= 8.0 && level == std::floor(level)) {
        plan.flac_level = static_cast<int>(level);
        return;
      }
      fail<invalid_argument>("compression for flac must be a whole number from 0 to 8, got ", level);
    default:
      reject_rate(plan, options.rate);
  }
}

void plan_lossy(const writer_options& options, encoding_plan& plan) {
  // Ogg holds Opus, too.
  if (plan.format == audio_format::ogg && plan.encoding == audio_encoding::opus) plan.format = audio_format::opus;
  const audio_encoding own = find_format(plan.format)->encoding;
  if (plan.encoding == audio_encoding::unknown) plan.encoding = own;
  if (plan.encoding != own) reject_encoding(plan);
  if (plan.bits_per_sample != 0) {
    fail<invalid_argument>(to_string(plan.format), " does not support bits_per_sample, got ", plan.bits_per_sample);
  }
  if (own == audio_encoding::mp3) {
    require(plan.num_channels <= 2, plan, "num_channels", plan.num_channels, "1 or 2");
    set_mp3_rate(options.rate, plan);
    return;
  }
  require(plan.num_channels <= 255, plan, "num_channels", plan.num_channels, "at most 255");
  if (own == audio_encoding::opus) {
    plan.sample_rate = opus_sample_rate(plan.sample_rate);
    set_opus_bit_rate(options.rate, plan);
  } else {
    set_vorbis_quality(options.rate, plan);
  }
}

}  // namespace

encoding_plan make_encoding_plan(const writer_options& options, int sample_rate, std::int64_t num_channels) {
  if (sample_rate <= 0) fail<invalid_argument>("sample_rate must be > 0 Hz, got ", sample_rate);
  // 1024 is libsndfile's limit.
  if (num_channels < 1 || num_channels > 1024) {
    fail<invalid_argument>("num_channels must be in [1, 1024], got ", num_channels);
  }
  if (options.rate.what() == rate_control::kind::bit_rate && !(options.rate.value() > 0)) {
    fail<invalid_argument>("bit_rate must be > 0 bit/s, got ", options.rate.value());
  }
  const format_row* format = find_format(options.format);
  if (format == nullptr) {
    fail<invalid_argument>("format must be one of ", format_names(),
                           "; none was given, and the file's name does not have the extension of one of them");
  }
  encoding_plan plan;
  plan.format = options.format;
  plan.encoding = options.encoding;
  plan.bits_per_sample = options.bits_per_sample;
  plan.sample_rate = sample_rate;
  plan.num_channels = static_cast<int>(num_channels);
  switch (format->encoding) {
    case audio_encoding::unknown:
      plan_pcm(*format, options, plan);
      break;
    case audio_encoding::flac:
      plan_flac(options, plan);
      break;
    default:
      plan_lossy(options, plan);
  }
  return plan;
}

void choose_depth(encoding_plan& plan, sample_type type) {
  if (plan.bits_per_sample != 0) return;
  const format_row& format = *find_format(plan.format);
  switch (plan.encoding) {
    case audio_encoding::flac:
      plan.bits_per_sample = is_integer(type) && bits_of(type) < 24 ? bits_of(type) : 24;
      return;
    case audio_encoding::pcm_s:
      plan.bits_per_sample = type == sample_type::int32 ? 32 : 16;
      return;
    case audio_encoding::unknown:
      plan.bits_per_sample = is_integer(type) ? bits_of(type) : 32;
      plan.encoding = !is_integer(type)            ? audio_encoding::pcm_f
                      : type == sample_type::uint8 ? eight_bit_encoding(format)
                                                   : audio_encoding::pcm_s;
      return;
    default:
      return;  // lossy
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
