#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/channel_order.hpp>

namespace ac = acestep_compat;

namespace {

std::vector<int> places(ac::audio_encoding encoding, int num_channels) {
  std::vector<int> result;
  for (int channel = 0; channel < num_channels; ++channel) {
    result.push_back(ac::place_of_channel(encoding, num_channels, channel));
  }
  return result;
}

}  // namespace

TEST(channel_order, of_ogg_has_the_centre_second_and_the_effects_last) {
  for (const auto encoding : {ac::audio_encoding::vorbis, ac::audio_encoding::opus}) {
    EXPECT_EQ(places(encoding, 1), (std::vector{0}));
    EXPECT_EQ(places(encoding, 2), (std::vector{0, 1}));
    EXPECT_EQ(places(encoding, 3), (std::vector{0, 2, 1}));
    EXPECT_EQ(places(encoding, 4), (std::vector{0, 1, 2, 3}));
    EXPECT_EQ(places(encoding, 5), (std::vector{0, 2, 1, 3, 4}));
    // WAV's 5.1 is left, right, centre, effects, back left, back right; Ogg's left, centre, right, back left and right,
    // effects.
    EXPECT_EQ(places(encoding, 6), (std::vector{0, 2, 1, 5, 3, 4}));
    EXPECT_EQ(places(encoding, 7), (std::vector{0, 2, 1, 6, 5, 3, 4}));
    EXPECT_EQ(places(encoding, 8), (std::vector{0, 2, 1, 7, 5, 6, 3, 4}));
    EXPECT_EQ(places(encoding, 9), (std::vector{0, 1, 2, 3, 4, 5, 6, 7, 8}));
  }
}

TEST(channel_order, of_everything_else_is_that_of_wav) {
  EXPECT_EQ(places(ac::audio_encoding::flac, 6), (std::vector{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(places(ac::audio_encoding::pcm_s, 3), (std::vector{0, 1, 2}));
}
