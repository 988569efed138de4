// Measures the table of docs/resampling.md: each figure by a least-squares fit against the ideal sine, in double
// precision, so that no other resampler is trusted.

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/resample_filter.hpp>
#include <acestep_compat/core/resampler.hpp>

#include "support/sine_fit.hpp"

namespace ac = acestep_compat;

namespace {

constexpr double level = 0.9;

struct rates {
  int orig;
  int target;
  double lower_nyquist() const { return 0.5 * std::min(orig, target); }
};

std::vector<float> sine(const rates& r, double frequency) {
  std::vector<float> samples(static_cast<std::size_t>(std::min(r.orig, 48000)));
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double angle = 2 * std::numbers::pi * frequency * static_cast<double>(i) / r.orig;
    samples[i] = static_cast<float>(level * std::sin(angle + 0.3));
  }
  return samples;
}

/// Fits the middle of the result, away from the sine's sudden start and end.
test_support::sine_fit fit_middle(const float* out, std::int64_t num_frames, const rates& r, double frequency) {
  const std::int64_t edge = num_frames / 5;
  return test_support::fit_sine(out + edge, static_cast<std::size_t>(num_frames - 2 * edge), frequency / r.target);
}

test_support::sine_fit resample_sine(const rates& r, ac::resample_quality quality, double frequency) {
  const std::vector<float> in = sine(r, frequency);
  const auto n = static_cast<std::int64_t>(in.size());
  const ac::audio_buffer out = ac::resample({in.data(), 1, n, n}, r.orig, r.target, quality, 1);
  return fit_middle(out.data(), out.num_frames(), r, frequency);
}

/// What exact arithmetic makes of the same float32 input: the filter of `best` in double precision, frame by frame, and
/// one rounding to float32 at the end.
test_support::sine_fit resample_sine_exactly(const rates& r, double frequency) {
  const ac::resample_filter filter(r.orig, r.target, ac::resample_quality::best);
  EXPECT_EQ(filter.num_stages(), 1);
  const auto& [up, down, taps, weights] = filter.stage(0);
  const std::vector<float> in = sine(r, frequency);
  const std::int64_t num_frames = ac::resampled_length(static_cast<std::int64_t>(in.size()), r.orig, r.target);
  std::vector<float> out(static_cast<std::size_t>(num_frames));
  for (std::int64_t frame = num_frames / 5; frame < num_frames - num_frames / 5; ++frame) {
    const float* const from = in.data() + frame * down / up - (taps / 2 - 1);
    out[static_cast<std::size_t>(frame)] =
        static_cast<float>(std::inner_product(from, from + taps, weights + frame % up * taps, 0.0));
  }
  return fit_middle(out.data(), num_frames, r, frequency);
}

double gain_db(const rates& r, ac::resample_quality quality, double frequency) {
  return 20 * std::log10(resample_sine(r, quality, frequency).amplitude / level);
}

struct expectation {
  const char* name;
  ac::resample_quality quality;
  rates conversion;
  double snr_db;       ///< at least, for sines from 0.0009 to 0.86 of the lower Nyquist frequency (20 Hz .. 19 kHz)
  double flat_001_db;  ///< the gain is within 0.01 dB up to here, against the lower Nyquist frequency
  double flat_01_db;   ///< within 0.1 dB
  double alias_db;     ///< how far aliases are below the tone
  double image_db;     ///< the same for whatever is beside a tone in the pass band
};

void PrintTo(const expectation& e, std::ostream* out) {
  *out << e.name;
}

class resample_quality : public testing::TestWithParam<expectation> {};

}  // namespace

TEST_P(resample_quality, keeps_the_signal_above_its_noise) {
  const auto& [name, quality, conversion, snr_db, flat_001, flat_01, alias_db, image_db] = GetParam();
  for (const double part : {0.0009, 0.0452, 0.2, 0.45, 0.7, 0.8617}) {
    if (part > flat_001) break;
    const double frequency = part * conversion.lower_nyquist();
    EXPECT_GE(resample_sine(conversion, quality, frequency).snr_db(), snr_db) << frequency << " Hz";
  }
}

TEST_P(resample_quality, is_flat_in_the_pass_band) {
  const auto& [name, quality, conversion, snr_db, flat_001, flat_01, alias_db, image_db] = GetParam();
  for (const double part : {0.02, 0.3, 0.6, 0.9, 1.0}) {
    const double frequency = part * flat_001 * conversion.lower_nyquist();
    EXPECT_NEAR(gain_db(conversion, quality, frequency), 0, 0.01) << frequency << " Hz";
  }
  EXPECT_NEAR(gain_db(conversion, quality, flat_01 * conversion.lower_nyquist()), 0, 0.1);
}

TEST_P(resample_quality, suppresses_images_and_aliases) {
  const auto& [name, quality, conversion, snr_db, flat_001, flat_01, alias_db, image_db] = GetParam();
  for (const double part : {0.5, 0.9, 1.0}) {
    const double frequency = part * flat_001 * conversion.lower_nyquist();
    EXPECT_LE(resample_sine(conversion, quality, frequency).spurious_db(level), -image_db) << frequency << " Hz";
  }
  if (conversion.orig < conversion.target) return;
  for (const double part : {1.0005, 1.005, 1.03, 1.2, 1.7}) {
    const double frequency = part * conversion.lower_nyquist();
    if (frequency > 0.499 * conversion.orig) break;
    const double alias = resample_sine(conversion, quality, frequency).rms * std::numbers::sqrt2 / level;
    EXPECT_LE(20 * std::log10(alias), -alias_db) << frequency << " Hz";
  }
}

TEST(resample_quality_best, is_within_1_5_db_of_exact_arithmetic) {
  for (const rates& r : {rates{44100, 48000}, rates{48000, 44100}, rates{44100, 22050}, rates{16000, 48000}}) {
    for (const double part : {0.0452, 0.2, 0.45, 0.7, 0.8617}) {
      const double frequency = part * r.lower_nyquist();
      const double snr = resample_sine(r, ac::resample_quality::best, frequency).snr_db();
      EXPECT_GE(snr, resample_sine_exactly(r, frequency).snr_db() - 1.5) << r.orig << " Hz, tone of " << frequency;
    }
  }
}

// 0.9161 and 0.9252 of 22050 Hz are 20.2 and 20.4 kHz; 0.9434 is 20.8 kHz. "best" is what the float32 input and output
// allow, less 1.5 dB: rounding both costs 149 to 150 dB.
constexpr auto fast = ac::resample_quality::fast;
constexpr auto medium = ac::resample_quality::medium;
constexpr auto high = ac::resample_quality::high;
constexpr auto best = ac::resample_quality::best;
INSTANTIATE_TEST_SUITE_P(
    table, resample_quality,
    testing::Values(expectation{"fast_up", fast, {44100, 48000}, 105, 0.82, 0.837, 94, 102},
                    expectation{"fast_down", fast, {48000, 44100}, 105, 0.82, 0.837, 94, 102},
                    expectation{"medium_up", medium, {44100, 48000}, 125, 0.892, 0.902, 116, 124},
                    expectation{"medium_down", medium, {48000, 44100}, 125, 0.892, 0.902, 116, 124},
                    expectation{"high_up", high, {44100, 48000}, 140, 0.9161, 0.9252, 133, 140},
                    expectation{"high_down", high, {48000, 44100}, 140, 0.9161, 0.9252, 133, 140},
                    expectation{"best_up", best, {44100, 48000}, 148, 0.9434, 0.951, 149, 147},
                    expectation{"best_down", best, {48000, 44100}, 148, 0.9434, 0.951, 149, 147},
                    // Conversions by FFT, in two stages, and with interpolated tables.
                    expectation{"to_16_khz", high, {44100, 16000}, 138, 0.9161, 0.9252, 133, 138},
                    expectation{"to_a_third", high, {48000, 16000}, 138, 0.9161, 0.9252, 133, 138},
                    expectation{"to_a_half", high, {44100, 22050}, 138, 0.9161, 0.9252, 133, 138},
                    expectation{"to_the_double", high, {22050, 44100}, 138, 0.9161, 0.9252, 133, 138},
                    expectation{"six_times", high, {8000, 48000}, 138, 0.9161, 0.9252, 133, 138},
                    expectation{"from_96_khz", high, {96000, 44100}, 138, 0.9161, 0.9252, 133, 138},
                    expectation{"best_to_a_half", best, {44100, 22050}, 148, 0.9434, 0.951, 149, 147},
                    expectation{"best_to_the_triple", best, {16000, 48000}, 148, 0.9434, 0.951, 149, 147},
                    expectation{"to_24_khz", high, {44100, 24000}, 138, 0.9161, 0.9252, 133, 138},
                    expectation{"from_16_khz", high, {16000, 44100}, 138, 0.9161, 0.9252, 133, 138},
                    expectation{"down_by_one_hertz", high, {44100, 44099}, 138, 0.9161, 0.9252, 133, 135},
                    expectation{"by_one_hertz", high, {44100, 44101}, 138, 0.9161, 0.9252, 133, 138}),
    [](const auto& test) { return std::string(test.param.name); });
