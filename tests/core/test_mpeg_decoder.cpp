#include <algorithm>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>

#include "support/bytes.hpp"
#include "support/commands.hpp"
#include "support/comparing.hpp"
#include "support/decoding.hpp"
#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;
using namespace test_support;

namespace {

struct mp3_variant {
  const char* name;
  int wav_rate;
  int num_channels;
  const char* lame_options;
  double least_snr_db;  ///< against FFmpeg's decoder
};

void PrintTo(const mp3_variant& variant, std::ostream* out) {
  *out << variant.name;
}

// Both decoders compute in 32-bit floats, which leaves some 120 dB; an error of one bit in 16 would be 90 dB.
constexpr double exact = 110;
// FFmpeg's table of scale factor bands for 24 kHz ends a band at line 330, LAME's and libmpg123's at 332.
constexpr double another_band_table = 25;

constexpr mp3_variant variants[] = {
    {"cbr_320", 44100, 2, "-b 320", exact},
    {"cbr_192_at_48_kHz", 48000, 2, "-b 192", exact},
    {"cbr_128_joint_stereo", 44100, 2, "-b 128 -m j", exact},
    {"cbr_128_plain_stereo_with_crc", 44100, 2, "-b 128 -m s -p", exact},
    {"cbr_48_at_48_kHz", 48000, 2, "-b 48 --resample 48", exact},
    {"cbr_32_at_32_kHz", 32000, 2, "-b 32 --resample 32", exact},
    {"cbr_64_mono", 44100, 1, "-b 64", exact},
    {"cbr_128_without_reservoir", 44100, 2, "-b 128 --nores", exact},
    {"vbr_v0", 44100, 2, "-V 0", exact},
    {"vbr_v9", 44100, 2, "-V 9", exact},
    {"vbr_v4_without_xing_header", 44100, 2, "-V 4 -t", exact},
    {"abr_100", 44100, 2, "--abr 100", exact},
    {"mpeg2_22050_Hz", 22050, 2, "-b 48", exact},
    {"mpeg2_24_kHz", 24000, 2, "-b 64", another_band_table},
    {"mpeg2_16_kHz_vbr", 16000, 2, "-V 5", exact},
    {"mpeg2_24_kHz_8_kbit_mono", 24000, 1, "-b 8 --resample 24", another_band_table},
    {"mpeg25_8_kHz", 8000, 1, "-b 8", exact},
    {"mpeg25_11025_Hz", 11025, 2, "-b 32", exact},
    {"mpeg25_12_kHz_vbr", 12000, 2, "-V 6", exact},
};

bytes encode(int wav_rate, int num_channels, const std::string& lame_options, int num_seconds = 5) {
  const temporary_folder folder;
  write_song_wav(folder, wav_rate, num_channels, num_seconds);
  run_command(folder, "lame --quiet " + lame_options + " song.wav song.mp3");
  return read_file(folder / "song.mp3");
}

class mpeg_decoder : public testing::TestWithParam<mp3_variant> {
protected:
  bytes content = encode(GetParam().wav_rate, GetParam().num_channels, GetParam().lame_options);
};

}  // namespace

TEST_P(mpeg_decoder, decodes_to_what_ffmpeg_decodes_and_as_long) {
  opened_file file(content);
  EXPECT_EQ(file.decoder->info().backend, "mpg123");
  const test_audio<float> ours = read_all(*file.decoder);
  EXPECT_EQ(file.decoder->info().num_frames, ours.num_frames);
  EXPECT_STREQ(file.decoder->damage().c_str(), "");
  const test_audio<float> reference = decode_with_ffmpeg(content, "mp3", GetParam().num_channels);
  ASSERT_EQ(ours[0].size(), reference[0].size());
  EXPECT_GT(snr_db(reference, ours), GetParam().least_snr_db);
}

TEST_P(mpeg_decoder, reads_at_random_offsets_what_sequential_reading_gives) {
  opened_file file(content);
  const test_audio<float> whole = read_all(*file.decoder);
  const auto num_frames = whole.num_frames;
  std::mt19937 random(7);
  for (int i = 0; i < 60; ++i) {
    const std::int64_t first = i == 0 ? num_frames : i == 1 ? 0 : random() % num_frames;
    const std::int64_t count = std::min<std::int64_t>(num_frames - first, random() % 5000);
    ASSERT_TRUE(same_bits(read_range(*file.decoder, first, count), slice(whole, first, count)))
        << count << " frames from " << first;
  }
}

TEST_P(mpeg_decoder, gives_the_same_samples_for_any_block_size_and_from_memory) {
  opened_file file(content);
  const test_audio<float> whole = read_all(*file.decoder);
  auto memory = ac::audio_source::from_memory(content.data(), content.size());
  EXPECT_TRUE(same_bits(read_all(*ac::detail::open_decoder(*memory, {}, false), 777), whole));
}

TEST_P(mpeg_decoder, forks_a_decoder_for_another_segment) {
  opened_file file(content);
  const test_audio<float> whole = read_all(*file.decoder);
  const auto forked = file.decoder->fork();
  ASSERT_NE(forked, nullptr);
  EXPECT_EQ(forked->info().num_frames, file.decoder->info().num_frames);
  const auto half = static_cast<std::int64_t>(whole[0].size() / 2);
  EXPECT_TRUE(same_bits(read_range(*forked, half, 20000), slice(whole, half, 20000)));
  forked->seek(0);
  EXPECT_TRUE(same_bits(read_all(*forked), whole));
}

INSTANTIATE_TEST_SUITE_P(lame, mpeg_decoder, testing::ValuesIn(variants),
                         [](const auto& instance) { return instance.param.name; });

TEST(mpeg_decoder, decodes_free_format_at_the_length_of_its_source) {
  // FFmpeg has no free format. 640 kbit/s keep the song well enough to recognise a wrong frame anywhere.
  const temporary_folder folder;
  write_song_wav(folder, 44100, 2, 5);
  auto wav = ac::audio_source::open_file(folder / "song.wav");
  const test_audio<float> original = read_all(*ac::detail::open_decoder(*wav, {}, false));
  opened_file file(encode(44100, 2, "--freeformat -b 400"));
  EXPECT_EQ(file.decoder->info().backend, "mpg123");
  EXPECT_EQ(opened_file(encode(44100, 2, "--freeformat -b 400 -t")).decoder->info().backend, "mpg123");
  const test_audio<float> decoded = read_all(*file.decoder);
  ASSERT_EQ(decoded[0].size(), original[0].size());
  EXPECT_GT(snr_db(original, decoded), 15);
  EXPECT_TRUE(same_bits(read_range(*file.decoder, 100001, 3000), slice(decoded, 100001, 3000)));
}

TEST(mpeg_decoder, decodes_layer_2_to_what_ffmpeg_decodes) {
  const temporary_folder folder;
  write_song_wav(folder, 44100, 2, 5);
  run_command(folder, "ffmpeg -nostdin -v error -i song.wav -c:a mp2 -b:a 192k a.mp2");
  const bytes content = read_file(folder / "a.mp2");
  opened_file file(content);
  const test_audio<float> ours = read_all(*file.decoder);
  // FFmpeg decodes Layer II in fixed point, to 16 bits: 78 to 86 dB.
  EXPECT_GT(snr_db(decode_with_ffmpeg(content, "mp2", 2), ours), 70);
  EXPECT_TRUE(same_bits(read_range(*file.decoder, 54321, 9000), slice(ours, 54321, 9000)));
}

TEST(mpeg_decoder, counts_what_a_cut_file_still_gives_and_says_so) {
  bytes content = encode(44100, 2, "-V 2");
  content.resize(content.size() / 2);
  opened_file file(content);
  EXPECT_THAT(file.decoder->damage().str(), testing::HasSubstr("MPEG frames"));
  const test_audio<float> ours = read_all(*file.decoder);
  EXPECT_EQ(file.decoder->info().num_frames, ours.num_frames);
  EXPECT_GT(ours[0].size(), 44100U);
}

TEST(mpeg_decoder, takes_one_frame_and_the_beginning_of_another_for_a_file) {
  const bytes whole = encode(44100, 2, "-b 128 -t");
  constexpr std::ptrdiff_t frame = 417;  // 144 * 128000 / 44100
  for (const std::ptrdiff_t more : {0, 1, 3, 4, 100}) {
    opened_file file(bytes(whole.begin(), whole.begin() + frame + more));
    EXPECT_EQ(read_all(*file.decoder)[0].size(), 1152u) << more << " bytes of another";
  }
}

TEST(mpeg_decoder, reads_on_after_junk_between_frames_and_says_so) {
  const bytes content = encode(44100, 2, "-b 128 -t");
  const bytes junk(5000, 0x55);
  const auto half = static_cast<std::ptrdiff_t>(content.size() / 2);
  const bytes first(content.begin(), content.begin() + half);
  const bytes second(content.begin() + half, content.end());
  opened_file whole(content);
  opened_file file(joined({first, junk, second}));
  const test_audio<float> ours = read_all(*file.decoder);
  EXPECT_EQ(file.decoder->info().num_frames, ours.num_frames);
  EXPECT_THAT(file.decoder->damage().str(), testing::HasSubstr("not MPEG audio"));
  // At most the frame that the junk cuts in two is lost, and what refers to its main data.
  EXPECT_GE(file.decoder->info().num_frames, whole.decoder->info().num_frames - 1152);
  const test_audio<float> reference = read_all(*whole.decoder);
  EXPECT_TRUE(same_bits(slice(ours, 0, 44100), slice(reference, 0, 44100)));
}

TEST(mpeg_decoder, decodes_files_that_were_appended_to_each_other) {
  const bytes content = encode(44100, 2, "-V 4 --ta artist --tt title");
  opened_file one(content);
  opened_file two(joined({content, content}));
  const test_audio<float> ours = read_all(*two.decoder);
  EXPECT_EQ(two.decoder->info().num_frames, ours.num_frames);
  EXPECT_GT(two.decoder->info().num_frames, 2 * one.decoder->info().num_frames);
}

TEST(mpeg_decoder, keeps_the_channels_of_the_first_frame_when_the_mode_changes) {
  opened_file file(joined({encode(44100, 2, "-b 128 -t"), encode(44100, 1, "-b 64 -t")}));
  const test_audio<float> ours = read_all(*file.decoder);
  ASSERT_EQ(ours.num_channels, 2);
  EXPECT_EQ(file.decoder->info().num_frames, ours.num_frames);
  const auto last = ours.num_frames - 44100;
  EXPECT_EQ(std::vector<float>(ours[0].begin() + last, ours[0].end()),
            std::vector<float>(ours[1].begin() + last, ours[1].end()));
}

TEST(mpeg_decoder, reads_id3_tags) {
  opened_file file(encode(44100, 2,
                          "-b 128 --id3v2-only --tt 'Große Fuge' --ta Ludwig --tl Opus --ty 1825 --tn 7 "
                          "--tc comment --tg Rock"));
  const ac::tag_list& tags = file.decoder->info().tags;
  std::vector<std::string> found;
  for (std::int64_t i = 0; i < tags.size(); ++i) found.push_back(tags.key(i).str() + "=" + tags.value(i).str());
  EXPECT_THAT(found, testing::IsSupersetOf({"title=Große Fuge", "artist=Ludwig", "album=Opus", "date=1825",
                                            "tracknumber=7", "comment=comment", "genre=Rock"}));
}

TEST(mpeg_decoder, reads_id3v1_tags_where_there_are_no_others) {
  opened_file file(encode(44100, 2, "-b 128 --id3v1-only --tt Fugue --ta Ludwig --tg 17 --tn 3"));
  const ac::tag_list& tags = file.decoder->info().tags;
  std::vector<std::string> found;
  for (std::int64_t i = 0; i < tags.size(); ++i) found.push_back(tags.key(i).str() + "=" + tags.value(i).str());
  EXPECT_THAT(found, testing::UnorderedElementsAre("title=Fugue", "artist=Ludwig", "genre=Rock", "tracknumber=3"));
}

TEST(mpeg_decoder, survives_damage_anywhere) {
  const bytes content = encode(44100, 2, "-V 5 --tt title", 2);
  std::mt19937 random(11);
  for (int i = 0; i < 300; ++i) {
    bytes damaged = content;
    for (int k = 0, count = 1 + static_cast<int>(random() % 40); k < count; ++k) {
      // Half of the damage goes to the first kilobyte: tags, the information frame and the first headers.
      const std::size_t range = k % 2 == 0 ? damaged.size() : 1024;
      damaged[random() % range] = static_cast<unsigned char>(random());
    }
    if (i % 3 == 0) damaged.resize(random() % damaged.size());
    try {
      opened_file file(damaged);
      const test_audio<float> ours = read_all(*file.decoder);
      // Less than announced only when an information frame lies whose byte count fits.
      EXPECT_LE(ours.num_frames, file.decoder->info().num_frames);
      file.decoder->seek(file.decoder->info().num_frames / 2);
      read_all(*file.decoder);
    } catch (const ac::decode_error&) {
    }
  }
}
