// What is promised to be the same on every CPU. The expected fingerprints were taken on x86-64 with AVX2; the input is
// made from integers that the C++ standard fixes (std::mt19937), so that nothing but the library can differ.

#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <ostream>
#include <random>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/resample_filter.hpp>
#include <acestep_compat/core/resampler.hpp>

#include "samples/simd_pcm.hpp"
#include "support/libflac.hpp"
#include "support/loading.hpp"
#include "support/writing.hpp"

namespace ac = acestep_compat;
using ac::detail::byte_order;
using ac::detail::sample_coding;

namespace {

/// The 64-bit FNV-1a hash of what is added.
class fingerprint {
public:
  void add(unsigned char byte) { hash_ = (hash_ ^ byte) * 0x100000001b3; }
  /// The samples' bits, the low byte first: NaN has its own, and 0 differs from -0.
  void add(const float* samples, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
      const auto bits = std::bit_cast<std::uint32_t>(samples[i]);
      for (int shift = 0; shift < 32; shift += 8) add(static_cast<unsigned char>(bits >> shift));
    }
  }
  std::uint64_t value() const { return hash_; }

private:
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

std::uint64_t fingerprint_of(ac::const_audio_view audio) {
  fingerprint hash;
  for (std::int64_t channel = 0; channel < audio.num_channels; ++channel) {
    hash.add(audio.channel(channel), audio.num_frames);
  }
  return hash.value();
}

/// Slow ramps with noise, which FLAC predicts in part, over the whole range of `bits` bits.
test_support::test_audio<std::int32_t> made_pcm(int num_channels, int bits, std::int64_t num_frames) {
  std::mt19937 random(12);
  test_support::test_audio<std::int32_t> result{num_channels, num_frames, {}, 44100, bits};
  for (int channel = 0; channel < num_channels; ++channel) {
    auto ramp = static_cast<std::uint32_t>(random());
    for (std::int64_t i = 0; i < num_frames; ++i) {
      ramp += 9000000u * static_cast<std::uint32_t>(channel + 1);
      const std::uint32_t noise = static_cast<std::uint32_t>(random()) >> 5;
      result.samples.push_back(static_cast<std::int32_t>(ramp + noise) >> (32 - bits));
    }
  }
  return result;
}

/// The same as integers that fill 32 bits.
test_support::test_audio<std::int32_t> left_justified(const test_support::test_audio<std::int32_t>& from) {
  test_support::test_audio<std::int32_t> result{from.num_channels, from.num_frames, {}};
  for (const std::int32_t sample : from.samples) {
    result.samples.push_back(static_cast<std::int32_t>(static_cast<std::uint32_t>(sample) << (32 - from.bits)));
  }
  return result;
}

struct coding_case {
  const char* name;
  sample_coding coding;
  byte_order order;
  std::uint64_t fingerprint;
};
void PrintTo(const coding_case& tested, std::ostream* out) {
  *out << tested.name;
}
class every_cpu_decoding : public testing::TestWithParam<coding_case> {};

struct depth_case {
  int bits;
  int num_channels;
  std::uint64_t fingerprint;
};
void PrintTo(const depth_case& tested, std::ostream* out) {
  *out << tested.bits << " bits, " << tested.num_channels << " channels";
}
std::string name_of(const testing::TestParamInfo<depth_case>& test) {
  return std::to_string(test.param.bits) + "_bits_" + std::to_string(test.param.num_channels) + "_channels";
}
class every_cpu_loading : public testing::TestWithParam<depth_case> {};
class every_cpu_saving : public testing::TestWithParam<depth_case> {};

}  // namespace

// Any bits, so that floats are NaN, infinite and denormal, too.
TEST_P(every_cpu_decoding, gives_the_same_bits) {
  const auto& [name, coding, order, expected] = GetParam();
  std::mt19937 random(5);
  std::vector<unsigned char> raw(10007 * ac::detail::bytes_per_sample(coding));
  for (unsigned char& byte : raw) byte = static_cast<unsigned char>(random());
  std::vector<float> samples(10007);
  ac::detail::convert_samples(coding, order, raw.data(), samples.size(), samples.data());
  fingerprint hash;
  hash.add(samples.data(), static_cast<std::int64_t>(samples.size()));
  EXPECT_EQ(hash.value(), expected);
}

INSTANTIATE_TEST_SUITE_P(
    codings, every_cpu_decoding,
    testing::Values(coding_case{"u8", sample_coding::u8, byte_order::little, 0x00acde7969980a71},
                    coding_case{"s8", sample_coding::s8, byte_order::little, 0x9802deed36ae17f0},
                    coding_case{"s16", sample_coding::s16, byte_order::little, 0x2d5fc99a607942d8},
                    coding_case{"s16_big", sample_coding::s16, byte_order::big, 0x557af731e1da762f},
                    coding_case{"s24", sample_coding::s24, byte_order::little, 0x9b20afdd89bd2412},
                    coding_case{"s24_big", sample_coding::s24, byte_order::big, 0x99d3daf95cc93005},
                    coding_case{"s32", sample_coding::s32, byte_order::little, 0xfb7ac3e340b85ffa},
                    coding_case{"s32_big", sample_coding::s32, byte_order::big, 0xc8d1c76cda886f38},
                    coding_case{"f32", sample_coding::f32, byte_order::little, 0xc949c08b21aca6df},
                    coding_case{"f32_big", sample_coding::f32, byte_order::big, 0x25ae6f3b0305094b},
                    coding_case{"f64", sample_coding::f64, byte_order::little, 0x33c0bf1bc5fa4bd7},
                    coding_case{"f64_big", sample_coding::f64, byte_order::big, 0xcb9074968d6078e4},
                    coding_case{"ulaw", sample_coding::ulaw, byte_order::little, 0x36d263410f393e1f},
                    coding_case{"alaw", sample_coding::alaw, byte_order::little, 0x5cc3b11c7d49832d}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(every_cpu_loading, gives_the_same_bits_from_pcm_and_flac_files) {
  const auto& [bits, num_channels, expected] = GetParam();
  const auto samples = made_pcm(num_channels, bits, 20000);
  EXPECT_EQ(fingerprint_of(test_support::load(test_support::encode_with_libflac(samples)).view()), expected) << "FLAC";
  for (const auto format : {ac::audio_format::wav, ac::audio_format::aiff}) {
    const auto file =
        test_support::encode(left_justified(samples), samples.sample_rate,
                             {.format = format, .encoding = ac::audio_encoding::pcm_s, .bits_per_sample = bits});
    EXPECT_EQ(fingerprint_of(test_support::load(file).view()), expected) << ac::to_string(format).str();
  }
}

INSTANTIATE_TEST_SUITE_P(depths, every_cpu_loading,
                         testing::Values(depth_case{16, 1, 0x61414250e1669d8f}, depth_case{16, 2, 0xc35dcdbbd115cf1d},
                                         depth_case{24, 2, 0xcfafd51031a21a28}, depth_case{24, 6, 0x070af72ebf9d2296}),
                         name_of);

// Between samples that fit and at those that are clipped.
TEST_P(every_cpu_saving, rounds_floats_to_the_same_integers) {
  const auto& [bits, num_channels, expected] = GetParam();
  test_support::test_audio<float> audio{num_channels, 20000, {}};
  std::mt19937 random(3);
  for (std::int64_t i = 0; i < num_channels * audio.num_frames; ++i) {
    audio.samples.push_back(static_cast<float>(static_cast<std::int32_t>(random())) * 0x1.2p-31f);
  }
  const auto file = test_support::encode(
      audio, 44100, {.format = ac::audio_format::wav, .encoding = ac::audio_encoding::pcm_s, .bits_per_sample = bits});
  fingerprint hash;  // of the samples, which lie at the file's end
  const std::size_t num_bytes = audio.samples.size() * static_cast<std::size_t>(bits / 8);
  ASSERT_GT(file.size(), num_bytes);
  for (const unsigned char byte : std::span(file).last(num_bytes)) hash.add(byte);
  EXPECT_EQ(hash.value(), expected);
}

INSTANTIATE_TEST_SUITE_P(depths, every_cpu_saving,
                         testing::Values(depth_case{16, 2, 0xfa33f26fde7e79b8}, depth_case{24, 2, 0xea61c21fe8f43059},
                                         depth_case{32, 2, 0xebd80032cc9a6a54}),
                         name_of);

namespace {

struct conversion_case {
  const char* name;
  int orig;
  int target;
  ac::resample_quality quality;
};
void PrintTo(const conversion_case& tested, std::ostream* out) {
  *out << tested.name;
}
class every_cpu_resampling : public testing::TestWithParam<conversion_case> {};

/// One stage of a conversion by its definition, in double precision; frames outside `input` count as silence.
std::vector<double> convolved(const std::vector<double>& input, const ac::filter_stage& stage) {
  const auto num_input = static_cast<std::int64_t>(input.size());
  std::vector<double> output(static_cast<std::size_t>(num_input * stage.up / stage.down));
  for (std::int64_t n = 0; n < static_cast<std::int64_t>(output.size()); ++n) {
    const std::int64_t phase = n % stage.up;
    const std::int64_t first = n / stage.up * stage.down + phase * stage.down / stage.up - (stage.taps / 2 - 1);
    double sum = 0;
    for (std::int64_t k = 0; k < stage.taps; ++k) {
      if (first + k < 0 || first + k >= num_input) continue;
      sum +=
          stage.weights[static_cast<std::size_t>(phase * stage.taps + k)] * input[static_cast<std::size_t>(first + k)];
    }
    output[static_cast<std::size_t>(n)] = sum;
  }
  return output;
}

}  // namespace

// Two CPUs that are within 5e-7 of the exact convolution are within 1e-6 of each other.
TEST_P(every_cpu_resampling, stays_within_5e_7_of_the_convolution_in_double_precision) {
  const auto& [name, orig, target, quality] = GetParam();
  std::mt19937 random(9);
  std::vector<float> input(20000);
  for (float& sample : input) sample = static_cast<float>(static_cast<std::int32_t>(random())) * 0x1p-31f;
  std::vector<double> expected(input.begin(), input.end());
  const ac::resample_filter filter(orig, target, quality);
  for (std::int64_t i = 0; i < filter.num_stages(); ++i) expected = convolved(expected, filter.stage(i));

  const auto n = static_cast<std::int64_t>(input.size());
  const ac::audio_buffer output = ac::resample({input.data(), 1, n, n}, orig, target, quality);
  // The ends, where one stage's output beyond the signal is the next one's input, are left out.
  const auto num_frames = static_cast<std::size_t>(output.num_frames());
  ASSERT_GE(expected.size() + 1, num_frames);
  for (std::size_t i = num_frames / 10; i < num_frames - num_frames / 10; ++i) {
    ASSERT_NEAR(output.data()[i], expected[i], 5e-7) << "frame " << i;
  }
}

INSTANTIATE_TEST_SUITE_P(conversions, every_cpu_resampling,
                         testing::Values(conversion_case{"by_table_fast", 44100, 48000, ac::resample_quality::fast},
                                         conversion_case{"by_table_medium", 48000, 44100, ac::resample_quality::medium},
                                         conversion_case{"by_table_high", 44100, 48000, ac::resample_quality::high},
                                         conversion_case{"by_table_best", 48000, 44100, ac::resample_quality::best},
                                         conversion_case{"by_fft_high", 48000, 16000, ac::resample_quality::high},
                                         conversion_case{"by_fft_best", 22050, 44100, ac::resample_quality::best},
                                         conversion_case{"in_two_stages", 44100, 24000, ac::resample_quality::high}),
                         [](const auto& test) { return std::string(test.param.name); });

// Interpolated tables have no weights of their own to convolve with: a tone is compared with what it is at the new
// rate.
TEST(every_cpu, resamples_a_tone_by_interpolated_tables_within_5e_7) {
  const auto tone = [](int rate, std::size_t i) {
    return 0.9 * std::sin(2 * std::numbers::pi * 997 * static_cast<double>(i) / rate);
  };
  std::vector<float> input(20000);
  for (std::size_t i = 0; i < input.size(); ++i) input[i] = static_cast<float>(tone(44100, i));
  const auto n = static_cast<std::int64_t>(input.size());
  const ac::audio_buffer output = ac::resample({input.data(), 1, n, n}, 44100, 44101);
  for (std::size_t i = 1000; i < 19000; ++i) ASSERT_NEAR(output.data()[i], tone(44101, i), 5e-7) << "frame " << i;
}
