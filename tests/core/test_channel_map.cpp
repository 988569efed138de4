#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/channels.hpp>

#include "pipeline/channel_map.hpp"

namespace ac = acestep_compat;

namespace {

std::vector<float> map(const std::vector<float>& planar, int num_channels, ac::channel_mode mode,
                       ac::audio_encoding encoding = ac::audio_encoding::pcm_s) {
  ac::audio_info info;
  info.num_channels = num_channels;
  info.encoding = encoding;
  const auto frames = static_cast<std::int64_t>(planar.size()) / num_channels;
  std::vector<float> result(static_cast<std::size_t>(ac::mapped_channels(mode, num_channels) * frames));
  ac::detail::map_channels({planar.data(), num_channels, frames, frames},
                           {result.data(), ac::mapped_channels(mode, num_channels), frames, frames}, mode,
                           ac::detail::find_stereo_places(info));
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

// Vorbis I specification, 4.3.9: the channels of 3 are left, centre, right, those of 4 front left and right, rear left
// and right; those of 5 to 8 begin as those of 3. RFC 7845, 5.1.1.2, takes the same orders for Opus.
TEST(channel_map, takes_left_and_right_of_ogg_files_whose_centre_is_second) {
  const std::vector<float> channels{0.0f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f};
  const std::vector<float> first_two{0.0f, 0.1f};
  const std::vector<float> around_the_centre{0.0f, 0.2f};
  for (const auto encoding : {ac::audio_encoding::vorbis, ac::audio_encoding::opus}) {
    for (const int count : {2, 3, 4, 5, 6, 7, 8, 9}) {
      const bool has_centre = count == 3 || (count >= 5 && count <= 8);
      const std::vector<float> frame(channels.begin(), channels.begin() + count);
      EXPECT_EQ(map(frame, count, ac::channel_mode::stereo, encoding), has_centre ? around_the_centre : first_two)
          << count << " channels";
    }
  }
}

TEST(channel_map, knows_when_there_is_nothing_to_do) {
  EXPECT_TRUE(ac::detail::maps_to_itself(ac::channel_mode::all, 5));
  EXPECT_TRUE(ac::detail::maps_to_itself(ac::channel_mode::mono, 1));
  EXPECT_TRUE(ac::detail::maps_to_itself(ac::channel_mode::stereo, 2));
  EXPECT_FALSE(ac::detail::maps_to_itself(ac::channel_mode::stereo, 1));
}

TEST(mix_channels, adds_the_channels_at_their_levels) {
  const std::vector<float> planar{1.0f, 2.0f, 10.0f, 20.0f, 100.0f, 200.0f};
  const float levels[] = {1.0f, 0.5f, 0.0f, 0.0f, 0.0f, 1.0f};
  const ac::audio_buffer mixed = ac::mix_channels({planar.data(), 3, 2, 2}, levels, 2);
  EXPECT_EQ(std::vector<float>(mixed.data(), mixed.data() + 4), (std::vector<float>{6.0f, 12.0f, 100.0f, 200.0f}));
}
