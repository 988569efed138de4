#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "formats/mpeg_sync.hpp"
#include "support/libsndfile.hpp"

namespace ac = acestep_compat;
using namespace test_support;
using ac::detail::find_mpeg_sync;
using ac::detail::mpeg_sync;

namespace {

// MPEG-1 Layer III, 128 kbit/s, 44.1 kHz: 417 bytes.
std::string layer_3_frame() {
  return "\xff\xfb\x90\x64" + std::string(413, '\0');
}

// AAC, 44.1 kHz, stereo: 16 bytes.
std::string adts_frame() {
  return "\xff\xf1\x50\x80\x02\x1f\xfc" + std::string(9, '\0');
}

}  // namespace

TEST(mpeg_sync, finds_two_frames_at_the_beginning) {
  EXPECT_EQ(find_mpeg_sync(layer_3_frame() + layer_3_frame()), mpeg_sync::layers);
}

TEST(mpeg_sync, takes_one_complete_frame_for_a_file) {
  EXPECT_EQ(find_mpeg_sync(layer_3_frame()), mpeg_sync::layers);
  EXPECT_EQ(find_mpeg_sync(layer_3_frame().substr(0, 400)), mpeg_sync::none);
}

TEST(mpeg_sync, wants_four_frames_after_junk) {
  const std::string junk = "\xff\xfb\x90 junk \xff";
  const std::string frame = layer_3_frame();
  EXPECT_EQ(find_mpeg_sync(junk + frame + frame), mpeg_sync::none);
  EXPECT_EQ(find_mpeg_sync(junk + frame + frame + frame + frame), mpeg_sync::layers);
}

TEST(mpeg_sync, distinguishes_adts_from_the_layers) {
  EXPECT_EQ(find_mpeg_sync(adts_frame() + adts_frame()), mpeg_sync::adts);
}

TEST(mpeg_sync, ignores_headers_among_other_bytes_before_a_run) {
  EXPECT_EQ(find_mpeg_sync(adts_frame().substr(0, 8)), mpeg_sync::adts);
  EXPECT_EQ(find_mpeg_sync("junk" + adts_frame().substr(0, 8)), mpeg_sync::none);
  // Small negative samples look like headers.
  const bytes wav = encode(kind_named("wav_pcm_16"), 5 * 44100);
  const std::string_view samples(reinterpret_cast<const char*>(wav.data()), wav.size());
  for (std::size_t i = 0; i < samples.size(); i += 4096) {
    ASSERT_EQ(find_mpeg_sync(samples.substr(i, 4096)), mpeg_sync::none) << "from byte " << i;
  }
}

TEST(mpeg_sync, finds_nothing_in_noise) {
  std::string noise;
  unsigned state = 1;
  for (int i = 0; i < 60000; ++i) {
    state = state * 1664525 + 1013904223;
    noise += static_cast<char>(state >> 24);
  }
  EXPECT_EQ(find_mpeg_sync(noise), mpeg_sync::none);
  EXPECT_EQ(find_mpeg_sync(std::string(1000, '\xff')), mpeg_sync::none);
  EXPECT_EQ(find_mpeg_sync(""), mpeg_sync::none);
}
