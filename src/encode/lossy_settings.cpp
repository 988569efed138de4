#include "encode/lossy_settings.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <span>
#include <string>

#include "base/fail.hpp"
#include "formats/mpeg_header.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace {

std::string list(std::span<const int> values) {
  std::string text;
  for (const int value : values) text += (text.empty() ? "" : ", ") + std::to_string(value);
  return text;
}

bool contains(std::span<const int> values, double value) {
  return std::any_of(values.begin(), values.end(), [&](int each) { return each == value; });
}

// ISO/IEC 11172-3 (MPEG-1, 32 kHz and up), ISO/IEC 13818-3 (MPEG-2, from 16 kHz) and its MPEG-2.5 extension, Layer III.
constexpr int mp3_sample_rates[] = {8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000};

std::span<const int> mp3_bit_rates(int sample_rate) {
  if (sample_rate >= 32000) return layer3_bit_rates(mpeg_version::mpeg1);
  if (sample_rate >= 16000) return layer3_bit_rates(mpeg_version::mpeg2);
  return layer3_bit_rates(mpeg_version::mpeg2_5).first(8);  // LAME ends at 64 kbit/s
}

int checked_mp3_bit_rate(double kilobits, const std::string& given, int sample_rate) {
  const auto allowed = mp3_bit_rates(sample_rate);
  if (!contains(allowed, kilobits)) {
    fail<invalid_argument>(given, " is not a bit rate that MP3 supports at ", sample_rate, " Hz; allowed are ",
                           list(allowed), " kbit/s");
  }
  return static_cast<int>(kilobits);
}

double checked_mp3_quality(double quality, const std::string& given) {
  if (!(quality >= 0.0 && quality < 10.0)) {
    fail<invalid_argument>(given, " is not a quality of MP3 with variable bit rate; these go from V0 (best) to V9");
  }
  return quality;
}

// The nominal bit rate per channel of libvorbis's qualities 0..10 at 44.1 kHz, kbit/s (Vorbis FAQ).
constexpr double vorbis_kilobits[] = {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 250};

double vorbis_quality_for(double kilobits) {
  if (kilobits <= vorbis_kilobits[0]) return 0.0;
  for (std::size_t i = 1; i < std::size(vorbis_kilobits); ++i) {
    if (kilobits <= vorbis_kilobits[i]) {
      const double below = vorbis_kilobits[i - 1];
      return static_cast<double>(i - 1) + (kilobits - below) / (vorbis_kilobits[i] - below);
    }
  }
  return 10.0;
}

}  // namespace

int opus_sample_rate(int sample_rate) noexcept {
  for (const int rate : {8000, 12000, 16000, 24000}) {
    if (sample_rate <= rate) return rate;
  }
  return 48000;
}

void set_mp3_rate(const rate_control& rate, encoding_plan& plan) {
  if (!contains(mp3_sample_rates, plan.sample_rate)) {
    fail<invalid_argument>("mp3 does not support sample_rate ", plan.sample_rate, "; allowed are ",
                           list(mp3_sample_rates), " Hz");
  }
  switch (rate.what()) {
    case rate_control::kind::unset:
      plan.mp3_bit_rate = std::min(128, mp3_bit_rates(plan.sample_rate).back());
      return;
    case rate_control::kind::bit_rate: {
      const std::string given = text_of("bit_rate ", static_cast<int>(rate.value()));
      plan.mp3_bit_rate = checked_mp3_bit_rate(rate.value() / 1000.0, given, plan.sample_rate);
      return;
    }
    case rate_control::kind::vbr_quality:
      plan.mp3_variable_quality = checked_mp3_quality(rate.value(), text_of("compression V", rate.value()));
      return;
    case rate_control::kind::level:
      break;
  }
  // sox's number: the fraction is the encoder's effort, which libsndfile cannot pass on.
  const std::string given = text_of("compression ", rate.value());
  const double whole = std::trunc(rate.value());
  if (whole > 0.0) {
    plan.mp3_bit_rate = checked_mp3_bit_rate(whole, given, plan.sample_rate);
  } else {
    plan.mp3_variable_quality = checked_mp3_quality(-whole + 0.0, given);
  }
}

void set_vorbis_quality(const rate_control& rate, encoding_plan& plan) {
  switch (rate.what()) {
    case rate_control::kind::unset:
      plan.vorbis_quality = 3.0;
      return;
    case rate_control::kind::bit_rate:
      plan.vorbis_quality = vorbis_quality_for(rate.value() / 1000.0 / plan.num_channels);
      return;
    case rate_control::kind::level:
      if (!(rate.value() >= -1.0 && rate.value() <= 10.0)) {
        fail<invalid_argument>("compression for Vorbis must be in [-1, 10], got ", rate.value());
      }
      plan.vorbis_quality = std::max(0.0, rate.value());  // libsndfile ends at quality 0
      return;
    case rate_control::kind::vbr_quality:
      fail<invalid_argument>("only mp3 supports compression V", rate.value());
  }
}

void set_opus_bit_rate(const rate_control& rate, encoding_plan& plan) {
  switch (rate.what()) {
    case rate_control::kind::unset:
      plan.opus_bit_rate_per_channel = 64000;
      return;
    case rate_control::kind::bit_rate:
      break;
    case rate_control::kind::level:
      fail<invalid_argument>("Opus does not support compression; give bit_rate (6000 to 256000 bit/s per channel)");
    case rate_control::kind::vbr_quality:
      fail<invalid_argument>("only mp3 supports compression V", rate.value());
  }
  const int lowest = 6000 * plan.num_channels;
  const int highest = 256000 * plan.num_channels;
  const auto given = static_cast<int>(rate.value());
  if (given < lowest || given > highest) {
    fail<invalid_argument>("bit_rate for Opus with ", plan.num_channels, " channels must be in [", lowest, ", ",
                           highest, "] bit/s, got ", given);
  }
  plan.opus_bit_rate_per_channel = given / plan.num_channels;
}

}  // namespace detail

int nearest_mp3_bit_rate(int sample_rate, int bit_rate) noexcept {
  const int kilobits = bit_rate / 1000;
  const auto rates = detail::mp3_bit_rates(sample_rate);
  const auto is_nearer = [&](int a, int b) { return std::abs(a - kilobits) < std::abs(b - kilobits); };
  return 1000 * *std::min_element(rates.begin(), rates.end(), is_nearer);
}

}  // namespace v0
}  // namespace acestep_compat
