#include <vector>

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <acestep_compat/audio.hpp>

namespace ac = acestep_compat;

namespace {

/// A 1 kHz tone of `seconds` at `rate`, amplitude 0.5, in float64.
at::Tensor tone(int rate, double seconds) {
  const at::Tensor time = at::arange(static_cast<std::int64_t>(rate * seconds), at::kDouble) / rate;
  return at::sin(time * (2.0 * 3.14159265358979323846 * 1000.0)) * 0.5;
}

}  // namespace

TEST(resample, gives_the_same_tone_at_the_new_rate) {
  const at::Tensor output = ac::resample(tone(44100, 1.0).to(at::kFloat), 44100, 48000);
  ASSERT_EQ(output.sizes(), (std::vector<std::int64_t>{48000}));
  // Away from the ends, where the tone meets silence; 1e-5 is float32's rounding over a filter of some hundred taps.
  const at::Tensor difference = (output - tone(48000, 1.0)).slice(0, 2000, 46000);
  EXPECT_LT(difference.abs().max().item<double>(), 1e-5);
}

TEST(resample, treats_every_leading_dimension_alike) {
  const at::Tensor input = at::rand({2, 3, 1000});
  const at::Tensor output = ac::resample(input, 3, 2);
  ASSERT_EQ(output.sizes(), (std::vector<std::int64_t>{2, 3, 667}));
  EXPECT_TRUE(at::equal(output[1][2], ac::resample(input[1][2], 3, 2)));
}

TEST(resample, returns_the_type_that_it_was_given) {
  for (const at::ScalarType type : {at::kHalf, at::kBFloat16, at::kDouble}) {
    EXPECT_EQ(ac::resample(at::rand({2, 100}).to(type), 2, 1).scalar_type(), type);
  }
}

TEST(resample, returns_the_input_itself_at_equal_rates) {
  const at::Tensor input = at::rand({2, 100}, at::kDouble);
  EXPECT_TRUE(ac::resample(input, 48000, 48000).is_same(input));
}

TEST(resample, gives_nothing_for_nothing) {
  EXPECT_EQ(ac::resample(at::rand({2, 0}), 44100, 48000).sizes(), (std::vector<std::int64_t>{2, 0}));
  EXPECT_EQ(ac::resample(at::rand({0, 147}), 44100, 48000).sizes(), (std::vector<std::int64_t>{0, 160}));
}

TEST(resample, refuses_to_cut_a_gradient) {
  const at::Tensor trained = at::rand({1, 100}).requires_grad_();
  EXPECT_THROW(ac::resample(trained, 2, 1), ac::invalid_argument);
  const at::NoGradGuard no_gradient;
  EXPECT_FALSE(ac::resample(trained, 2, 1).requires_grad());
}

TEST(resample, refuses_what_it_cannot_do) {
  EXPECT_THROW(ac::resample(at::zeros({1, 10}, at::kShort), 2, 1), ac::invalid_argument);
  EXPECT_THROW(ac::resample(at::zeros({}), 2, 1), ac::invalid_argument);
  EXPECT_THROW(ac::resample(at::Tensor(), 2, 1), ac::invalid_argument);
  EXPECT_THROW(ac::resample(at::zeros({1, 10}), 0, 1), ac::invalid_argument);
  EXPECT_THROW(ac::resample(at::zeros({1, 10}), 1, 257), ac::invalid_argument);
}
