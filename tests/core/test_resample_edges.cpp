#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/resampler.hpp>

#include "resample/conversion_stream.hpp"

namespace ac = acestep_compat;

namespace {

using samples = std::vector<float>;

samples noise(std::size_t count) {
  std::mt19937 generator(7);
  std::uniform_real_distribution<float> amplitude(-1, 1);
  samples values(count);
  std::generate(values.begin(), values.end(), [&] { return amplitude(generator); });
  return values;
}

samples resampled(const samples& in, int orig, int target, ac::resample_quality quality = ac::resample_quality::high,
                  int threads = 1) {
  const auto n = static_cast<std::int64_t>(in.size());
  const ac::audio_buffer out = ac::resample({in.data(), 1, n, n}, orig, target, quality, threads);
  return {out.data(), out.data() + out.num_frames()};
}

// One filter by its table or by FFTs, two filters downwards and upwards, and interpolated tables.
class resample_ratio : public testing::TestWithParam<std::pair<int, int>> {};

}  // namespace

TEST_P(resample_ratio, keeps_a_constant_within_1e_6) {
  const auto [orig, target] = GetParam();
  const samples out = resampled(samples(static_cast<std::size_t>(orig) / 4, 1.0f), orig, target);
  // The ends are left out: the constant begins and ends there.
  for (std::size_t i = out.size() / 4; i < 3 * out.size() / 4; ++i) ASSERT_NEAR(out[i], 1.0f, 1e-6) << "frame " << i;
}

TEST_P(resample_ratio, keeps_nan_and_infinity_where_the_filter_reaches) {
  const auto [orig, target] = GetParam();
  const samples clean_input = noise(static_cast<std::size_t>(orig));
  const samples clean = resampled(clean_input, orig, target);
  for (const float wrong : {std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity()}) {
    samples in = clean_input;
    in[in.size() / 2] = wrong;
    const samples out = resampled(in, orig, target);
    EXPECT_FALSE(std::isfinite(out[out.size() / 2]));
    // The filter is 96 frames of the lower rate long on either side. Neighbouring frames that are computed together,
    // and the short filter of a conversion in two stages, add up to 32.
    const std::size_t reach = static_cast<std::size_t>(128.0 * target / std::min(orig, target));
    for (std::size_t i = 0; i < out.size(); ++i) {
      if (i + reach > out.size() / 2 && i < out.size() / 2 + reach) continue;
      // An FFT's block that holds the NaN is convolved directly, which may round the last bit otherwise.
      ASSERT_NEAR(out[i], clean[i], 2.5e-7) << "frame " << i;
    }
  }
}

TEST_P(resample_ratio, keeps_a_click_where_it_was) {
  const auto [orig, target] = GetParam();
  samples in(static_cast<std::size_t>(orig), 0.0f);
  const std::size_t click = in.size() / 3;
  in[click] = 1.0f;
  const samples out = resampled(in, orig, target);
  const auto peak = std::max_element(out.begin(), out.end()) - out.begin();
  const double expected = static_cast<double>(click) * target / orig;
  EXPECT_LE(std::abs(static_cast<double>(peak) - expected), 0.5);
}

TEST_P(resample_ratio, gives_ceil_of_the_length_for_short_signals) {
  const auto [orig, target] = GetParam();
  for (const std::size_t count : {1, 2, 3, 100}) {
    const samples out = resampled(samples(count, 0.5f), orig, target);
    EXPECT_EQ(static_cast<double>(out.size()), std::ceil(static_cast<double>(count) * target / orig));
    EXPECT_THAT(out, testing::Each(testing::Truly([](float x) { return std::abs(x) < 1.0f; })));
  }
}

TEST_P(resample_ratio, gives_the_same_bits_on_any_number_of_threads) {
  const auto [orig, target] = GetParam();
  const samples in = noise(1 << 20);
  const samples one = resampled(in, orig, target, ac::resample_quality::fast, 1);
  EXPECT_EQ(resampled(in, orig, target, ac::resample_quality::fast, 2), one);
  EXPECT_EQ(resampled(in, orig, target, ac::resample_quality::fast, 5), one);
}

TEST_P(resample_ratio, gives_the_same_bits_in_blocks) {
  const auto [orig, target] = GetParam();
  const samples in = noise(50000);
  ac::resampler stream(orig, target, 1);
  samples out;
  samples block(1009);
  const auto drain = [&] {
    while (const auto n = stream.pull({block.data(), 1, 1009, 1009}))
      out.insert(out.end(), block.begin(), block.begin() + n);
  };
  for (std::int64_t position = 0, size = 1; position < 50000; position += size) {
    size = std::min<std::int64_t>(size * 2 + 5, 50000 - position);
    stream.push({in.data() + position, 1, size, size});
    drain();
  }
  stream.finish();
  drain();
  EXPECT_EQ(out, resampled(in, orig, target));
}

TEST_P(resample_ratio, gives_the_same_bits_from_any_frame_on) {
  const auto [orig, target] = GetParam();
  const samples in = noise(30000);
  const samples expected = resampled(in, orig, target);
  for (const std::int64_t first : {std::int64_t{1}, static_cast<std::int64_t>(expected.size() / 2)}) {
    ac::detail::conversion_stream stream(orig, target, ac::resample_quality::high, 1, first);
    const std::int64_t begin = stream.input_end();
    ASSERT_GE(begin, 0);
    const std::int64_t count = 30000 - begin;
    std::copy_n(in.data() + begin, count, stream.room(count).data);
    stream.append(count);
    stream.finish();
    samples out(expected.size() + 10);
    const auto room = static_cast<std::int64_t>(out.size());
    const std::int64_t written = stream.pull({out.data(), 1, room, room});
    out.resize(static_cast<std::size_t>(written));
    EXPECT_EQ(out, samples(expected.begin() + first, expected.end()));
  }
}

TEST_P(resample_ratio, gives_the_same_bits_after_2_to_the_31_samples) {
  // An output frame depends on its position only through the phase, so a shift by whole periods changes nothing. The
  // kernels compute up to 12 periods together, or FFTs' blocks of 416, 464 or 480 (32 * 13, 16 * 29, 32 * 15): the
  // shift is a multiple of all of these.
  const auto [orig, target] = GetParam();
  const std::int64_t divisor = std::gcd(orig, target);
  const samples in = noise(20000);
  const auto middle_of = [&, orig = orig, target = target](std::int64_t periods) {
    const std::int64_t first_output = periods * (target / divisor) + 3000;
    ac::detail::conversion_stream stream(orig, target, ac::resample_quality::high, 1, first_output);
    const std::int64_t skip = stream.input_end() - (periods * (orig / divisor) - 5000);
    const std::int64_t count = 20000 - skip;
    std::copy_n(in.data() + skip, count, stream.room(count).data);
    stream.append(count);
    stream.finish();
    samples out(2000);
    EXPECT_EQ(stream.pull({out.data(), 1, 2000, 2000}), 2000);
    return out;
  };
  constexpr std::int64_t multiple = 4 * 27720 * 13 * 29;  // 27720 is the least multiple of 1 .. 12
  const std::int64_t count = (std::int64_t{1} << 33) / (std::min(orig, target) / divisor) / multiple + 2;
  EXPECT_EQ(middle_of(count * multiple), middle_of(multiple));
}

INSTANTIATE_TEST_SUITE_P(ratios, resample_ratio,
                         testing::Values(std::pair(44100, 48000), std::pair(48000, 44100), std::pair(48000, 16000),
                                         std::pair(8000, 48000), std::pair(22050, 44100), std::pair(44100, 44101),
                                         std::pair(44100, 16000), std::pair(48000, 44099), std::pair(16000, 44100),
                                         std::pair(44100, 22050), std::pair(64000, 48000)));

TEST(resample, treats_sixty_four_channels_on_three_threads_as_each_alone) {
  const samples in = noise(64 * 3000);
  const ac::audio_buffer out = ac::resample({in.data(), 64, 3000, 3000}, 44100, 48000, ac::resample_quality::high, 3);
  for (std::int64_t c = 0; c < 64; ++c) {
    const samples alone = resampled(samples(in.begin() + c * 3000, in.begin() + (c + 1) * 3000), 44100, 48000);
    const float* const channel = out.view().channel(c);
    ASSERT_TRUE(std::equal(alone.begin(), alone.end(), channel)) << "channel " << c;
  }
}

TEST(resample, works_at_the_widest_ratios_both_ways) {
  EXPECT_NEAR(resampled(samples(400 * 256, 1.0f), 256, 1)[200], 1.0f, 1e-6);
  EXPECT_NEAR(resampled(samples(400, 1.0f), 1, 256)[200 * 256], 1.0f, 1e-6);
}

TEST(resample, does_not_read_a_gap_between_channels) {
  samples in = noise(2 * 5000);
  std::fill(in.begin() + 3000, in.begin() + 5000, std::numeric_limits<float>::quiet_NaN());
  const ac::audio_buffer out = ac::resample({in.data(), 2, 3000, 5000}, 44100, 48000);
  EXPECT_TRUE(std::none_of(out.data(), out.data() + 2 * out.num_frames(), [](float x) { return std::isnan(x); }));
}
