#include <gtest/gtest.h>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/core/device_policy.hpp>

namespace ac = acestep_compat;

namespace {

template <typename Enum>
void expect_names_back(Enum last) {
  for (int index = 0; index <= static_cast<int>(last); ++index) {
    Enum parsed = last;
    EXPECT_TRUE(ac::parse(ac::to_string(static_cast<Enum>(index)), parsed)) << index;
    EXPECT_EQ(static_cast<int>(parsed), index) << ac::to_string(parsed).c_str();
  }
  Enum untouched = last;
  EXPECT_FALSE(ac::parse("no name of any value", untouched));
  EXPECT_EQ(untouched, last);
}

}  // namespace

TEST(enum_names, are_parsed_back_to_their_values) {
  expect_names_back(ac::channel_mode::stereo);
  expect_names_back(ac::resample_quality::best);
  expect_names_back(ac::nonfinite_policy::zero);
  expect_names_back(ac::warning_kind::not_atomic);
  expect_names_back(ac::device_kind::other);
  expect_names_back(ac::dtype_kind::bfloat16);
  expect_names_back(ac::dtype_preference::stability);
  expect_names_back(ac::matmul_precision::medium);
}

TEST(enum_names, are_taken_in_any_case_but_whole) {
  auto quality = ac::resample_quality::fast;
  EXPECT_TRUE(ac::parse("Best", quality));
  EXPECT_EQ(quality, ac::resample_quality::best);
  EXPECT_FALSE(ac::parse("bes", quality));
  EXPECT_FALSE(ac::parse("", quality));
}
