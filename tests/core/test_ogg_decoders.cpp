#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/error.hpp>

#include "support/commands.hpp"
#include "support/comparing.hpp"
#include "support/decoding.hpp"
#include "support/libsndfile.hpp"
#include "support/ogg_checksum.hpp"
#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;
using namespace test_support;

namespace {

struct ogg_variant {
  const char* name;
  const char* backend;
  int wav_rate;
  int num_channels;
  const char* encoder;  ///< reads song.wav and writes song.ogg
};

void PrintTo(const ogg_variant& variant, std::ostream* out) {
  *out << variant.name;
}

constexpr ogg_variant variants[] = {
    {"vorbis_q5", "vorbis", 44100, 2, "oggenc -Q -q 5 song.wav -o song.ogg"},
    {"vorbis_q_minus_1_mono", "vorbis", 44100, 1, "oggenc -Q -q -1 song.wav -o song.ogg"},
    {"vorbis_8_kHz", "vorbis", 8000, 2, "oggenc -Q -q 3 song.wav -o song.ogg"},
    {"vorbis_six_channels", "vorbis", 48000, 6, "oggenc -Q -q 3 song.wav -o song.ogg"},
    {"vorbis_from_ffmpeg", "vorbis", 44100, 2, "ffmpeg -nostdin -v error -i song.wav -c:a libvorbis -q:a 4 song.ogg"},
    {"opus_128", "opus", 48000, 2, "opusenc --quiet --bitrate 128 song.wav song.ogg"},
    {"opus_12_mono", "opus", 48000, 1, "opusenc --quiet --bitrate 12 song.wav song.ogg"},
    {"opus_packets_of_2_5_ms", "opus", 48000, 2, "opusenc --quiet --framesize 2.5 song.wav song.ogg"},
    {"opus_packets_of_60_ms", "opus", 48000, 2, "opusenc --quiet --framesize 60 --bitrate 20 song.wav song.ogg"},
    {"opus_six_channels", "opus", 48000, 6, "opusenc --quiet song.wav song.ogg"},
    {"opus_from_ffmpeg", "opus", 48000, 2, "ffmpeg -nostdin -v error -i song.wav -c:a libopus -f ogg song.ogg"},
};

bytes encode(int wav_rate, int num_channels, const std::string& encoder, int num_seconds = 5) {
  const temporary_folder folder;
  write_song_wav(folder, wav_rate, num_channels, num_seconds);
  run_command(folder, encoder);
  return read_file(folder / "song.ogg");
}

const char* const vorbis = "oggenc -Q -q 3 song.wav -o song.ogg";
const char* const opus = "opusenc --quiet song.wav song.ogg";

class ogg_decoder : public testing::TestWithParam<ogg_variant> {
protected:
  bytes content = encode(GetParam().wav_rate, GetParam().num_channels, GetParam().encoder);
};

std::vector<std::string> texts(const ac::tag_list& tags) {
  std::vector<std::string> found;
  for (std::int64_t i = 0; i < tags.size(); ++i) found.push_back(tags.key(i).str() + "=" + tags.value(i).str());
  return found;
}

/// libsndfile usually decodes with the same libraries, by another way through them: bit for bit. One that has them
/// built in, by another compiler, computes in another order.
testing::AssertionResult as_exact_as_can_be(const test_audio<float>& expected, const test_audio<float>& ours) {
  const bool same_libraries = ACESTEP_COMPAT_TEST_SNDFILE_SHARES_CODECS;
  if (same_libraries ? bool{same_bits(ours, expected)} : snr_db(expected, ours) > 110)
    return testing::AssertionSuccess();
  return testing::AssertionFailure() << snr_db(expected, ours) << " dB";
}

}  // namespace

TEST_P(ogg_decoder, decodes_as_libsndfile_does) {
  opened_file file(content);
  EXPECT_EQ(file.decoder->info().backend, GetParam().backend);
  EXPECT_STREQ(file.decoder->damage().c_str(), "");
  const test_audio<float> ours = read_all(*file.decoder);
  EXPECT_EQ(file.decoder->info().num_frames, ours.num_frames);
  const auto reference = read_reference<float>(content);
  ASSERT_EQ(reference.num_channels, GetParam().num_channels);
  ASSERT_EQ(reference.num_frames, ours.num_frames);
  EXPECT_TRUE(as_exact_as_can_be(reference, ours));
}

TEST_P(ogg_decoder, reads_at_random_offsets_what_sequential_reading_gives) {
  opened_file file(content);
  const test_audio<float> whole = read_all(*file.decoder);
  const auto num_frames = whole.num_frames;
  std::mt19937 random(3);
  for (int i = 0; i < 30; ++i) {
    const std::int64_t first = i == 0 ? num_frames : i == 1 ? 0 : random() % num_frames;
    const std::int64_t count = std::min<std::int64_t>(num_frames - first, random() % 5000);
    ASSERT_TRUE(same_bits(read_range(*file.decoder, first, count), slice(whole, first, count)))
        << count << " frames from " << first;
  }
}

TEST_P(ogg_decoder, gives_the_same_samples_for_any_block_size) {
  opened_file file(content);
  opened_file again(content);
  EXPECT_TRUE(same_bits(read_all(*again.decoder, 777), read_all(*file.decoder)));
}

INSTANTIATE_TEST_SUITE_P(encoders, ogg_decoder, testing::ValuesIn(variants),
                         [](const auto& instance) { return instance.param.name; });

TEST(vorbis_decoder, agrees_with_ffmpegs_own_decoder) {
  const bytes content = encode(44100, 2, vorbis);
  opened_file file(content);
  // Both compute in 32-bit floats, in another order.
  EXPECT_GT(snr_db(decode_with_ffmpeg(content, "ogg", 2), read_all(*file.decoder)), 110);
}

TEST(vorbis_decoder, forks_a_decoder_for_another_segment) {
  opened_file file(encode(44100, 2, vorbis));
  const test_audio<float> whole = read_all(*file.decoder);
  const auto forked = file.decoder->fork();
  ASSERT_NE(forked, nullptr);
  EXPECT_TRUE(same_bits(read_range(*forked, 100003, 50000), slice(whole, 100003, 50000)));
}

TEST(vorbis_decoder, cuts_the_beginning_that_the_first_granule_position_excludes) {
  const temporary_folder folder;
  const bytes content = encode(44100, 2, vorbis);
  write_file(folder / "whole.ogg", content);
  run_command(folder, "ffmpeg -nostdin -v error -ss 1.5 -i whole.ogg -c copy cut.ogg");
  opened_file whole(content);
  opened_file cut(read_file(folder / "cut.ogg"));
  const test_audio<float> expected = read_all(*whole.decoder);
  const std::int64_t first = 44100 * 3 / 2;
  const auto count = expected.num_frames - first;
  EXPECT_TRUE(same_bits(read_all(*cut.decoder), slice(expected, first, count)));
}

TEST(opus_decoder, is_always_48_kHz) {
  opened_file file(encode(16000, 1, "opusenc --quiet --bitrate 16 song.wav song.ogg"));
  EXPECT_EQ(file.decoder->info().sample_rate, 48000);
  EXPECT_EQ(file.decoder->info().num_frames, 5 * 48000);
}

TEST(opus_decoder, applies_the_output_gain) {
  bytes content = encode(48000, 1, opus);
  opened_file plain(content);
  const test_audio<float> expected = read_all(*plain.decoder);
  // The gain lies behind "OpusHead" at byte 16, in 1/256 dB; the page's checksum has to follow.
  const auto head = std::search(content.begin(), content.end(), std::begin("OpusHead"), std::end("OpusHead") - 1);
  head[16] = 0x06;
  head[17] = 0x06;  // 6.02 dB: a factor of 2
  write_page_checksum(content, 0);
  opened_file louder(content);
  const test_audio<float> actual = read_all(*louder.decoder);
  ASSERT_EQ(actual[0].size(), expected[0].size());
  for (std::size_t i = 0; i < actual[0].size(); i += 97) EXPECT_NEAR(actual[0][i], 2 * expected[0][i], 1e-3);
}

TEST(ogg_decoder, reads_comments_as_tags) {
  opened_file vorbis_file(encode(44100, 2, "oggenc -Q -t 'Große Fuge' -a Ludwig song.wav -o song.ogg", 1));
  EXPECT_THAT(texts(vorbis_file.decoder->info().tags), testing::IsSupersetOf({"title=Große Fuge", "artist=Ludwig"}));
  opened_file opus_file(encode(48000, 2, "opusenc --quiet --title 'Große Fuge' --artist Ludwig song.wav song.ogg", 1));
  EXPECT_THAT(texts(opus_file.decoder->info().tags), testing::IsSupersetOf({"title=Große Fuge", "artist=Ludwig"}));
}

class damaged_ogg : public testing::TestWithParam<const char*> {};

TEST_P(damaged_ogg, gives_what_is_there_when_its_end_is_missing_and_says_so) {
  bytes content = encode(48000, 2, GetParam());
  opened_file whole(content);
  const test_audio<float> expected = read_all(*whole.decoder);
  content.resize(content.size() * 2 / 3);
  opened_file file(content);
  EXPECT_STREQ(file.decoder->damage().c_str(), "its end is missing");
  const test_audio<float> ours = read_all(*file.decoder);
  EXPECT_EQ(file.decoder->info().num_frames, ours.num_frames);
  EXPECT_GT(ours[0].size(), expected[0].size() / 3);
  EXPECT_TRUE(same_bits(ours, slice(expected, 0, ours.num_frames)));
}

TEST_P(damaged_ogg, loses_a_page_that_is_damaged_and_says_so) {
  bytes content = encode(48000, 2, GetParam());
  const auto num_frames = opened_file(content).decoder->info().num_frames;
  content[content.size() / 2] ^= 0xFF;
  opened_file file(content);
  EXPECT_EQ(file.decoder->info().num_frames, num_frames);
  const test_audio<float> ours = read_all(*file.decoder);
  EXPECT_GT(ours.num_frames, num_frames / 2);
  EXPECT_STREQ(file.decoder->damage().c_str(), "pages are missing");
}

TEST_P(damaged_ogg, survives_damage_anywhere) {
  const bytes content = encode(48000, 2, GetParam(), 2);
  std::mt19937 random(5);
  for (int i = 0; i < 300; ++i) {
    bytes damaged = content;
    for (int k = 0, count = 1 + static_cast<int>(random() % 20); k < count; ++k) {
      damaged[random() % (k % 2 == 0 ? damaged.size() : 512)] = static_cast<unsigned char>(random());
    }
    if (i % 3 == 0) damaged.resize(random() % damaged.size());
    // Most damage dies at the checksum of a page; with valid checksums it reaches the packets.
    if (i % 2 == 0) write_all_page_checksums(damaged);
    try {
      opened_file file(damaged);
      const test_audio<float> ours = read_all(*file.decoder);
      if (file.decoder->info().num_frames >= 0) {
        EXPECT_LE(ours.num_frames, file.decoder->info().num_frames);
      }
      file.decoder->seek(std::max<std::int64_t>(0, file.decoder->info().num_frames / 2));
      read_all(*file.decoder);
    } catch (const ac::decode_error&) {
    }
  }
}

INSTANTIATE_TEST_SUITE_P(codecs, damaged_ogg, testing::Values(vorbis, opus),
                         [](const auto& instance) { return std::string(instance.index == 0 ? "vorbis" : "opus"); });
