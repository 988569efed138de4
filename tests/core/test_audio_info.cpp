#include <string>
#include <utility>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_info.hpp>

namespace ac = acestep_compat;

TEST(audio_format, has_a_text) {
  EXPECT_STREQ(ac::to_string(ac::audio_format::rf64).c_str(), "rf64");
  EXPECT_STREQ(ac::to_string(ac::audio_format::unknown).c_str(), "unknown");
}

TEST(audio_encoding, has_the_words_of_torchaudio) {
  EXPECT_STREQ(ac::to_string(ac::audio_encoding::pcm_s).c_str(), "PCM_S");
  EXPECT_STREQ(ac::to_string(ac::audio_encoding::ulaw).c_str(), "ULAW");
  EXPECT_STREQ(ac::to_string(ac::audio_encoding::unknown).c_str(), "UNKNOWN");
}

TEST(tag_list, keeps_the_order_and_copies_its_texts) {
  ac::tag_list tags;
  EXPECT_EQ(tags.size(), 0);
  {
    const std::string title = "A song with a name that is too long for the small string optimisation";
    tags.add("title", title);
    tags.add("artist", "Someone");
  }
  const ac::tag_list copy = tags;
  tags = ac::tag_list();
  EXPECT_EQ(tags.size(), 0);
  ASSERT_EQ(copy.size(), 2);
  EXPECT_STREQ(copy.key(0).c_str(), "title");
  EXPECT_STREQ(copy.value(0).c_str(), "A song with a name that is too long for the small string optimisation");
  EXPECT_STREQ(copy.key(1).c_str(), "artist");
}

TEST(tag_list, moves) {
  ac::tag_list tags;
  tags.add("genre", "pop");
  const ac::tag_list moved = std::move(tags);
  EXPECT_EQ(moved.size(), 1);
}

TEST(audio_info, reports_the_duration_in_seconds) {
  ac::audio_info info;
  EXPECT_EQ(info.duration(), 0.0);
  info.sample_rate = 48000;
  info.num_frames = 72000;
  EXPECT_EQ(info.duration(), 1.5);
}
