#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>

#include "encode/sample_conversion.hpp"
#include "support/song.hpp"

namespace ac = acestep_compat;
namespace detail = ac::detail;
using test_support::test_audio;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::ThrowsMessage;

namespace {

template <typename Sample>
std::vector<std::int32_t> integers(const test_audio<Sample>& audio, int bits,
                                   const detail::conversion_rules& rules = {}) {
  std::vector<std::int32_t> output(audio.samples.size());
  detail::interleave(audio.view(), bits, rules, output.data());
  for (std::int32_t& value : output) value >>= 32 - bits;  // they come left-justified
  return output;
}

template <typename Output, typename Sample>
std::vector<Output> amplitudes(const test_audio<Sample>& audio, const detail::conversion_rules& rules = {}) {
  std::vector<Output> output(audio.samples.size());
  detail::interleave(audio.view(), rules, output.data());
  return output;
}

template <typename Sample>
test_audio<Sample> mono(std::vector<Sample> samples) {
  return {1, static_cast<std::int64_t>(samples.size()), samples};
}

constexpr float infinity = std::numeric_limits<float>::infinity();
constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

}  // namespace

TEST(interleave, puts_the_channels_of_a_frame_side_by_side) {
  EXPECT_THAT(integers(test_audio<std::int16_t>{2, 3, {1, 2, 3, -1, -2, -3}}, 16), ElementsAre(1, -1, 2, -2, 3, -3));
}

TEST(interleave, follows_the_strides_of_a_view) {
  const std::vector<std::int16_t> interleaved{1, -1, 2, -2, 3, -3};
  const ac::sample_view view{interleaved.data(), ac::sample_type::int16, 2, 3, 1, 2};
  std::vector<std::int32_t> output(6);
  detail::interleave(view, 16, {}, output.data());
  EXPECT_THAT(output, ElementsAre(1 << 16, -(1 << 16), 2 << 16, -(2 << 16), 3 << 16, -(3 << 16)));
}

TEST(interleave, widens_integers_by_shifting) {
  EXPECT_THAT(integers(mono<std::uint8_t>({0, 128, 255}), 16), ElementsAre(-32768, 0, 127 << 8));
  EXPECT_THAT(integers(mono<std::int16_t>({-32768, 1, 32767}), 24), ElementsAre(-8388608, 256, 32767 << 8));
}

TEST(interleave, narrows_integers_whose_dropped_bits_are_zero) {
  EXPECT_THAT(integers(mono<std::int32_t>({INT32_MIN, 256, 0x7FFFFF00}), 24), ElementsAre(-8388608, 1, 8388607));
}

TEST(interleave, refuses_to_drop_bits_of_integers_and_names_the_first) {
  EXPECT_THAT(
      [] {
        integers(test_audio<std::int32_t>{2, 2, {0, 256, 0, 257}}, 24);
      },
      ThrowsMessage<ac::invalid_argument>(HasSubstr("samples[channel 1, frame 1] is 257")));
}

TEST(interleave, rounds_floats_half_to_even) {
  const float lsb = 1.0f / 32768.0f;
  EXPECT_THAT(integers(mono<float>({0.5f * lsb, 1.5f * lsb, -0.5f * lsb, -1.5f * lsb, 0.51f * lsb, 1.49f * lsb}), 16),
              ElementsAre(0, 2, 0, -2, 1, 1));
}

TEST(interleave, clips_floats_at_full_scale_and_never_wraps) {
  EXPECT_THAT(integers(mono<float>({1.0f, -1.0f, 2.0f, -2.0f, 3e38f, -3e38f}), 16),
              ElementsAre(32767, -32768, 32767, -32768, 32767, -32768));
  EXPECT_THAT(integers(mono<double>({1.0, -1.0, 1e300, -1e300}), 32),
              ElementsAre(2147483647, INT32_MIN, 2147483647, INT32_MIN));
}

TEST(interleave, gives_back_every_16_bit_value_that_was_loaded_as_float) {
  test_audio<float> loaded{1, 65536, std::vector<float>(65536)};
  for (int value = -32768; value < 32768; ++value) {
    loaded.samples[static_cast<std::size_t>(value + 32768)] = static_cast<float>(value) / 32768.0f;
  }
  const auto saved = integers(loaded, 16);
  for (int value = -32768; value < 32768; ++value) ASSERT_EQ(saved[static_cast<std::size_t>(value + 32768)], value);
}

TEST(interleave, names_the_channel_and_frame_of_a_nan) {
  detail::conversion_rules rules;
  rules.first_frame = 1000;
  EXPECT_THAT(
      [&] {
        integers(test_audio<float>{2, 2, {0, 0, 0, not_a_number}}, 16, rules);
      },
      ThrowsMessage<ac::invalid_argument>(HasSubstr("samples[channel 1, frame 1001] is NaN")));
  EXPECT_THAT(
      [&] {
        amplitudes<float>(mono<float>({0, -infinity}), rules);
      },
      ThrowsMessage<ac::invalid_argument>(HasSubstr("samples[channel 0, frame 1001] is -infinity")));
}

TEST(interleave, replaces_nonfinite_samples_where_asked_to) {
  detail::conversion_rules rules;
  rules.nonfinite = ac::nonfinite_policy::zero;
  EXPECT_THAT(integers(mono<float>({not_a_number, infinity, -infinity}), 16, rules), ElementsAre(0, 32767, -32768));
  EXPECT_THAT(amplitudes<float>(mono<float>({not_a_number, infinity, -infinity}), rules),
              ElementsAre(0.0f, 1.0f, -1.0f));
}

TEST(interleave, stores_nonfinite_samples_in_float_files) {
  detail::conversion_rules rules;
  rules.store_nonfinite = true;
  const auto stored = amplitudes<float>(mono<float>({not_a_number, infinity, -infinity, 1.5f}), rules);
  EXPECT_TRUE(std::isnan(stored[0]));
  EXPECT_EQ(stored[1], infinity);
  EXPECT_EQ(stored[2], -infinity);
  EXPECT_EQ(stored[3], 1.5f);
}

TEST(interleave, counts_a_double_beyond_float_as_infinite) {
  EXPECT_THAT([] { amplitudes<float>(mono<double>({1e300})); },
              ThrowsMessage<ac::invalid_argument>(HasSubstr("infinity")));
}

TEST(interleave, turns_integers_into_their_amplitudes) {
  EXPECT_THAT(amplitudes<float>(mono<std::uint8_t>({0, 128, 192})), ElementsAre(-1.0f, 0.0f, 0.5f));
  EXPECT_THAT(amplitudes<double>(mono<std::int32_t>({INT32_MIN, 1})), ElementsAre(-1.0, 0x1p-31));
}

TEST(interleave, refuses_integers_that_a_float_rounds) {
  EXPECT_THAT([] { amplitudes<float>(mono<std::int32_t>({(1 << 24) + 1})); },
              ThrowsMessage<ac::invalid_argument>(HasSubstr("16777217")));
  EXPECT_THAT(amplitudes<float>(mono<std::int32_t>({1 << 24, (1 << 24) - 1})), ElementsAre(0x1p-7f, 0x1.fffffep-8f));
}
