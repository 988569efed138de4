#include "pipeline/channel_map.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace ac = acestep_compat;

namespace {

std::vector<float> map(const std::vector<float>& planar, std::int64_t num_channels, ac::channel_mode mode) {
  const auto frames = static_cast<std::int64_t>(planar.size()) / num_channels;
  std::vector<float> result(static_cast<std::size_t>(ac::mapped_channels(mode, num_channels) * frames));
  ac::detail::map_channels({planar.data(), num_channels, frames, frames},
                           {result.data(), ac::mapped_channels(mode, num_channels), frames, frames}, mode);
  return result;
}

}  // namespace

TEST(channel_map, makes_mono_of_the_mean_of_all_channels) {
  EXPECT_EQ(map({1.0f, 0.5f, 0.0f, 0.25f}, 2, ac::channel_mode::mono), (std::vector<float>{0.5f, 0.375f}));
  EXPECT_EQ(map({1.0f, 0.5f, 0.75f}, 3, ac::channel_mode::mono), (std::vector<float>{0.75f}));
}

TEST(channel_map, keeps_mono_as_it_is) {
  EXPECT_EQ(map({0.1f, 0.2f}, 1, ac::channel_mode::mono), (std::vector<float>{0.1f, 0.2f}));
}

TEST(channel_map, repeats_mono_for_stereo) {
  EXPECT_EQ(map({0.1f, 0.2f}, 1, ac::channel_mode::stereo), (std::vector<float>{0.1f, 0.2f, 0.1f, 0.2f}));
}

TEST(channel_map, takes_the_first_two_of_more_channels_for_stereo) {
  EXPECT_EQ(map({0.1f, 0.2f, 0.3f}, 3, ac::channel_mode::stereo), (std::vector<float>{0.1f, 0.2f}));
}

TEST(channel_map, knows_when_there_is_nothing_to_do) {
  EXPECT_TRUE(ac::detail::maps_to_itself(ac::channel_mode::all, 5));
  EXPECT_TRUE(ac::detail::maps_to_itself(ac::channel_mode::mono, 1));
  EXPECT_TRUE(ac::detail::maps_to_itself(ac::channel_mode::stereo, 2));
  EXPECT_FALSE(ac::detail::maps_to_itself(ac::channel_mode::stereo, 1));
}
