// Ogg files of several streams at once, and FLAC in Ogg.

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/bytes.hpp"
#include "support/commands.hpp"
#include "support/comparing.hpp"
#include "support/decoding.hpp"
#include "support/temporary_folder.hpp"

using namespace test_support;

namespace {

struct encoder {
  const char* name;
  const char* backend;
  const char* command;  ///< reads song.wav and writes song.ogg
};

void PrintTo(const encoder& what, std::ostream* out) {
  *out << what.name;
}

constexpr encoder vorbis{"vorbis", "vorbis", "oggenc -Q -q 3 song.wav -o song.ogg"};
constexpr encoder opus{"opus", "opus", "opusenc --quiet song.wav song.ogg"};
constexpr encoder flac{"flac", "flac", "ffmpeg -nostdin -v error -i song.wav -metadata title=Fuge -c:a flac song.ogg"};

struct encoded_song {
  bytes wav;
  bytes ogg;
};

encoded_song encode(const encoder& with, int num_seconds = 5) {
  const temporary_folder folder;
  write_song_wav(folder, 48000, 2, num_seconds);
  run_command(folder, with.command);
  return {read_file(folder / "song.wav"), read_file(folder / "song.ogg")};
}

test_audio<float> decode(const bytes& content) {
  return read_all(*opened_file(content).decoder);
}

void expect_ranges_of_whole(const bytes& content) {
  opened_file file(content);
  const test_audio<float> whole = read_all(*file.decoder);
  const auto length = whole.num_frames;
  std::mt19937 random(6);
  for (int i = 0; i < 20; ++i) {
    const auto first = static_cast<std::int64_t>(random() % whole[0].size());
    const std::int64_t count = std::min<std::int64_t>(length - first, random() % 20000);
    ASSERT_TRUE(same_bits(read_range(*file.decoder, first, count), slice(whole, first, count))) << first;
  }
}

}  // namespace

class multiplexed_ogg : public testing::TestWithParam<encoder> {
protected:
  bytes alone = encode(GetParam()).ogg;
  bytes beside_pictures = [this] {
    const temporary_folder folder;
    write_file(folder / "song.ogg", alone);
    run_command(folder,
                "ffmpeg -nostdin -v error -f lavfi -i testsrc=size=64x64:duration=5 -i song.ogg -map 0 -map 1"
                " -c:v libtheora -c:a copy film.ogg");
    return read_file(folder / "film.ogg");
  }();
};

TEST_P(multiplexed_ogg, gives_the_samples_of_the_stream_alone) {
  opened_file file(beside_pictures);
  EXPECT_STREQ(file.decoder->info().backend.c_str(), GetParam().backend);
  EXPECT_STREQ(file.decoder->damage().c_str(), "");
  const test_audio<float> ours = read_all(*file.decoder);
  EXPECT_EQ(file.decoder->info().num_frames, ours.num_frames);
  EXPECT_TRUE(same_bits(ours, decode(alone)));
}

TEST_P(multiplexed_ogg, gives_at_random_offsets_what_sequential_reading_gives) {
  expect_ranges_of_whole(beside_pictures);
}

INSTANTIATE_TEST_SUITE_P(codecs, multiplexed_ogg, testing::Values(vorbis, opus, flac),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(multiplexed_ogg, gives_the_samples_of_the_stream_alone_after_a_skeleton) {
  const bytes alone = encode(vorbis).ogg;
  const bytes with_skeleton = encode({"skeleton", "vorbis", "oggenc -Q -q 3 --skeleton song.wav -o song.ogg"}).ogg;
  EXPECT_TRUE(same_bits(decode(with_skeleton), decode(alone)));
}

TEST(ogg_flac, is_lossless) {
  const encoded_song song = encode(flac);
  opened_file file(song.ogg);
  const auto& info = file.decoder->info();
  EXPECT_STREQ(info.backend.c_str(), "flac");
  EXPECT_EQ(info.encoding, acestep_compat::audio_encoding::flac);
  EXPECT_EQ(info.format, acestep_compat::audio_format::ogg);
  EXPECT_EQ(info.bits_per_sample, 16);
  EXPECT_EQ(info.num_frames, 5 * 48000);
  const auto has_title = [&] {
    for (std::int64_t i = 0; i < info.tags.size(); ++i) {
      if (info.tags.key(i) == acestep_compat::cstring_view("title")) return info.tags.value(i).str() == "Fuge";
    }
    return false;
  };
  EXPECT_TRUE(has_title());
  EXPECT_TRUE(same_bits(read_all(*file.decoder), decode(song.wav)));
  EXPECT_STREQ(file.decoder->damage().c_str(), "");
}

TEST(ogg_flac, gives_at_random_offsets_what_sequential_reading_gives) {
  expect_ranges_of_whole(encode(flac).ogg);
}

TEST(ogg_flac, forks_a_decoder_that_outlives_the_first) {
  opened_file file(encode(flac).ogg);
  const test_audio<float> whole = read_all(*file.decoder);
  const auto forked = file.decoder->fork();
  ASSERT_NE(forked, nullptr);
  file.decoder.reset();
  EXPECT_TRUE(same_bits(read_range(*forked, 100003, 50000), slice(whole, 100003, 50000)));
}

TEST(ogg_flac, gives_several_parts_one_after_the_other) {
  const encoded_song first = encode(flac, 2);
  const encoded_song second = encode(flac, 1);  // ffmpeg chooses serial numbers at random
  const auto expected = joined_audio({decode(first.wav), decode(second.wav)});
  EXPECT_TRUE(same_bits(decode(joined({first.ogg, second.ogg})), expected));
}

TEST(ogg_flac, decodes_all_parts_where_a_serial_number_comes_again) {
  const encoded_song first = encode(flac, 2);
  const encoded_song second = encode(flac, 1);
  const auto expected = joined_audio({decode(first.wav), decode(second.wav), decode(first.wav)});
  EXPECT_TRUE(same_bits(decode(joined({first.ogg, second.ogg, first.ogg})), expected));
}

TEST(ogg_flac, is_silent_where_a_page_is_lost_and_says_so) {
  encoded_song song = encode(flac);
  const test_audio<float> expected = decode(song.wav);
  song.ogg[song.ogg.size() / 2] ^= 0xFF;
  opened_file file(song.ogg);
  const test_audio<float> ours = read_all(*file.decoder);
  EXPECT_STREQ(file.decoder->damage().c_str(), "it is damaged inside");
  ASSERT_EQ(ours[0].size(), expected[0].size());
  // The rest is where it was.
  EXPECT_TRUE(same_bits(slice(ours, 4 * 48000, 48000), slice(expected, 4 * 48000, 48000)));
}
