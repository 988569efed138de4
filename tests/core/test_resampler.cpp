#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>
#include <acestep_compat/core/resample_filter.hpp>
#include <acestep_compat/core/resampler.hpp>

namespace ac = acestep_compat;

namespace {

std::vector<float> sine(int rate, double frequency, std::int64_t num_frames) {
  std::vector<float> samples(static_cast<std::size_t>(num_frames));
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = static_cast<float>(0.5 * std::sin(2 * std::numbers::pi * frequency * static_cast<double>(i) / rate));
  return samples;
}

ac::const_audio_view mono(const std::vector<float>& samples) {
  const auto n = static_cast<std::int64_t>(samples.size());
  return {samples.data(), 1, n, n};
}

std::vector<float> whole(const std::vector<float>& samples, int orig_rate, int new_rate) {
  const ac::audio_buffer out = ac::resample(mono(samples), orig_rate, new_rate);
  return {out.data(), out.data() + out.num_frames()};
}

}  // namespace

TEST(resampled_length, is_the_quotient_rounded_up) {
  EXPECT_EQ(ac::resampled_length(0, 44100, 48000), 0);
  EXPECT_EQ(ac::resampled_length(1, 44100, 48000), 2);
  EXPECT_EQ(ac::resampled_length(147, 44100, 48000), 160);
  EXPECT_EQ(ac::resampled_length(148, 44100, 48000), 162);
  EXPECT_EQ(ac::resampled_length(1, 48000, 8000), 1);
  EXPECT_EQ(ac::resampled_length(7, 48000, 8000), 2);
}

TEST(resampled_length, is_exact_where_a_double_is_not) {
  // 2^53 + 1 frames have no double; 3/2 of them, rounded up, is 13510798882111490.
  EXPECT_EQ(ac::resampled_length((std::int64_t{1} << 53) + 1, 32000, 48000), 13510798882111490);
}

TEST(resampled_length, refuses_what_does_not_fit) {
  EXPECT_THROW(ac::resampled_length(std::numeric_limits<std::int64_t>::max(), 44100, 48000), ac::invalid_argument);
  EXPECT_THROW(ac::resampled_length(-1, 44100, 48000), ac::invalid_argument);
}

TEST(resampled_length, refuses_ratios_above_256) {
  EXPECT_EQ(ac::resampled_length(10, 1, 256), 2560);
  EXPECT_EQ(ac::resampled_length(10, 256, 1), 1);
  EXPECT_THROW(ac::resampled_length(10, 1, 257), ac::invalid_argument);
  EXPECT_THROW(ac::resampled_length(10, 257, 1), ac::invalid_argument);
  EXPECT_THROW(ac::resampled_length(10, 0, 48000), ac::invalid_argument);
  EXPECT_THROW(ac::resampled_length(10, 44100, -48000), ac::invalid_argument);
}

TEST(resample, follows_the_ideal_sine) {
  // The ideal result of resampling a sine is the same sine at the new instants. Both ends are left out: there the
  // input's sudden start and end are inside the filter.
  const auto out = whole(sine(44100, 997.0, 44100), 44100, 48000);
  ASSERT_EQ(out.size(), 48000u);
  const auto ideal = sine(48000, 997.0, 48000);
  for (std::size_t i = 1000; i < 47000; ++i) ASSERT_NEAR(out[i], ideal[i], 1e-6) << "frame " << i;
}

TEST(resample, keeps_a_click_where_it_was) {
  std::vector<float> click(4410, 0.0f);
  click[2205] = 1.0f;
  const auto out = whole(click, 44100, 48000);
  EXPECT_EQ(std::max_element(out.begin(), out.end()) - out.begin(), 2400);  // 2205 * 160 / 147
}

TEST(resample, keeps_silence_silent) {
  const auto out = whole(std::vector<float>(5000, 0.0f), 48000, 44100);
  EXPECT_THAT(out, testing::Each(0.0f));
}

TEST(resample, gives_nothing_for_nothing) {
  const ac::audio_buffer out = ac::resample({nullptr, 2, 0, 0}, 44100, 48000);
  EXPECT_EQ(out.num_channels(), 2);
  EXPECT_EQ(out.num_frames(), 0);
}

TEST(resample, copies_at_the_same_rate) {
  const auto in = sine(44100, 440.0, 1000);
  EXPECT_EQ(whole(in, 44100, 44100), in);
}

TEST(resample, treats_channels_apart) {
  const auto tone = sine(44100, 440.0, 3000);
  std::vector<float> three(9000, 0.0f);
  std::copy(tone.begin(), tone.end(), three.begin() + 3000);
  const ac::audio_buffer out = ac::resample({three.data(), 3, 3000, 3000}, 44100, 48000);
  ASSERT_EQ(out.num_channels(), 3);
  const auto alone = whole(tone, 44100, 48000);
  const auto n = static_cast<std::int64_t>(alone.size());
  EXPECT_EQ(std::vector<float>(out.view().channel(1), out.view().channel(1) + n), alone);
  EXPECT_EQ(std::vector<float>(out.view().channel(0), out.view().channel(0) + n), std::vector<float>(alone.size()));
  EXPECT_EQ(std::vector<float>(out.view().channel(2), out.view().channel(2) + n), std::vector<float>(alone.size()));
}

TEST(resample, ends_when_the_caller_asks) {
  // Long enough that the caller is asked, which happens only every few milliseconds.
  ac::call_hooks hooks;
  hooks.poll = [](void*) { return true; };
  const std::vector<float> in(48000 * 300, 0.1f);
  for (const int threads : {1, 2})
    EXPECT_THROW(ac::resample(mono(in), 48000, 47999, ac::resample_quality::best, threads, hooks), ac::cancelled);
}

TEST(resample, refuses_a_negative_number_of_threads) {
  const auto in = sine(44100, 440.0, 100);
  EXPECT_THROW(ac::resample(mono(in), 44100, 48000, ac::resample_quality::high, -1), ac::invalid_argument);
}

TEST(resample_range, gives_the_bits_of_the_whole_conversion) {
  const auto in = sine(44100, 440.0, 30000);
  const auto signal = mono(in);
  const std::vector<float> expected = whole(in, 44100, 48000);
  for (const ac::frame_range output : {ac::frame_range{0, 100}, {9999, 20001}, {32000, 32653}}) {
    const ac::frame_range needed = ac::resample_input_range(output, 44100, 48000);
    const std::int64_t first = std::max<std::int64_t>(0, needed.first);
    const std::int64_t last = std::min(signal.num_frames, needed.last);
    const auto part = ac::resample_range(signal.frames(first, last - first), first, output, 44100, 48000);
    ASSERT_EQ(part.num_frames(), output.size());
    EXPECT_TRUE(std::equal(part.data(), part.data() + output.size(), expected.begin() + output.first)) << output.first;
  }
}

TEST(resample_range, refuses_an_empty_range) {
  const auto in = sine(44100, 440.0, 100);
  EXPECT_THROW(ac::resample_range(mono(in), 0, {5, 5}, 44100, 48000), ac::invalid_argument);
  EXPECT_THROW(ac::resample_input_range({5, 4}, 44100, 48000), ac::invalid_argument);
}

TEST(resample_filter, is_empty_for_equal_rates) {
  EXPECT_EQ(ac::resample_filter(48000, 48000).num_stages(), 0);
}

TEST(resample_filter, refuses_a_ratio_that_is_interpolated) {
  EXPECT_THROW(ac::resample_filter(44100, 47999), ac::invalid_argument);
}

TEST(resampler, gives_in_blocks_of_any_size_what_one_call_gives) {
  const auto in = sine(48000, 1000.0, 20000);
  const auto expected = whole(in, 48000, 44100);
  ac::resampler stream(48000, 44100, 1);
  std::vector<float> out;
  std::vector<float> block(777);
  auto drain = [&] {
    while (const auto n = stream.pull({block.data(), 1, 777, 777}))
      out.insert(out.end(), block.begin(), block.begin() + n);
  };
  std::int64_t position = 0;
  for (std::int64_t size = 1; position < 20000; size = size * 3 + 1) {
    const auto n = std::min<std::int64_t>(size, 20000 - position);
    stream.push(mono(in).frames(position, n));
    position += n;
    drain();
  }
  stream.finish();
  drain();
  EXPECT_EQ(out, expected);
}

TEST(resampler, takes_one_frame_at_a_time) {
  const auto in = sine(44100, 440.0, 300);
  ac::resampler stream(44100, 48000, 1);
  std::vector<float> out(400);
  for (std::int64_t i = 0; i < 300; ++i) stream.push(mono(in).frames(i, 1));
  stream.finish();
  std::int64_t written = 0;
  while (const auto n = stream.pull({out.data() + written, 1, 1, 1})) written += n;
  out.resize(static_cast<std::size_t>(written));
  EXPECT_EQ(out, whole(in, 44100, 48000));
}

TEST(resampler, starts_anew_after_reset) {
  const auto in = sine(44100, 440.0, 2000);
  ac::resampler stream(44100, 48000, 1);
  std::vector<float> first(4000), second(4000);
  stream.push(mono(in));
  stream.finish();
  const auto n = stream.pull({first.data(), 1, 4000, 4000});
  stream.reset();
  stream.push(mono(in));
  stream.finish();
  EXPECT_EQ(stream.pull({second.data(), 1, 4000, 4000}), n);
  EXPECT_EQ(first, second);
}

TEST(resampler, refuses_the_wrong_number_of_channels) {
  const auto in = sine(44100, 440.0, 100);
  ac::resampler stream(44100, 48000, 2);
  EXPECT_THROW(stream.push(mono(in)), ac::invalid_argument);
}
