#include <algorithm>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/error.hpp>

#include "codecs/flac/flac_decoder.hpp"
#include "support/decoding.hpp"
#include "support/flac_stream.hpp"
#include "support/libflac.hpp"
#include "support/song.hpp"

namespace ac = acestep_compat;
using ac::detail::flac::flac_decoder;
using namespace test_support;

namespace {

test_audio<float> decode(const bytes& stream, std::string* damage = nullptr) {
  positional_source source(stream);
  flac_decoder decoder(source, true);
  test_audio<float> result = read_all(decoder);
  if (damage != nullptr) *damage = decoder.damage().str();
  const auto in_memory = ac::audio_source::from_memory(stream.data(), stream.size());
  flac_decoder other(*in_memory, false);
  EXPECT_EQ(read_all(other, 577), result) << "memory and file sources, and block sizes, must not matter";
  return result;
}

void silence(test_audio<float>& samples, std::int64_t first, std::int64_t count) {
  for (std::int64_t c = 0; c < samples.num_channels; ++c) std::fill_n(samples[c].begin() + first, count, 0.0F);
}

struct encoding_case {
  std::string name;
  int num_channels;
  int bits;
  flac_settings settings;
};

void PrintTo(const encoding_case& tested, std::ostream* output) {
  *output << tested.name;
}

class flac_encoding : public testing::TestWithParam<encoding_case> {};

}  // namespace

TEST_P(flac_encoding, decodes_to_the_samples_that_were_encoded) {
  const auto samples = song_pcm(GetParam().num_channels, GetParam().bits, 70000);
  const bytes stream = encode_with_libflac(samples, GetParam().settings);
  std::string damage;
  EXPECT_EQ(decode(stream, &damage), as_floats(samples));
  EXPECT_EQ(damage, "");
}

INSTANTIATE_TEST_SUITE_P(
    libflac, flac_encoding,
    testing::Values(encoding_case{"level_0", 2, 16, {.level = 0}}, encoding_case{"level_5", 2, 16, {.level = 5}},
                    encoding_case{"level_8", 2, 16, {.level = 8}}, encoding_case{"mono", 1, 16, {}},
                    encoding_case{"stereo_24", 2, 24, {.level = 8}}, encoding_case{"stereo_32", 2, 32, {.level = 8}},
                    encoding_case{"four_bits", 2, 4, {}}, encoding_case{"eight_bits", 1, 8, {}},
                    encoding_case{"twelve_bits", 3, 12, {}}, encoding_case{"seventeen_bits", 2, 17, {}},
                    encoding_case{"twenty_bits", 2, 20, {}}, encoding_case{"thirtyone_bits", 2, 31, {}},
                    encoding_case{"surround", 6, 24, {}}, encoding_case{"eight_channels", 8, 16, {}},
                    encoding_case{"order_32", 2, 24, {.block_size = 4608, .max_lpc_order = 32}},
                    encoding_case{"order_32_of_16_bits", 2, 16, {.block_size = 4608, .max_lpc_order = 32}},
                    encoding_case{"coarse_coefficients", 2, 16, {.coefficient_bits = 5}},
                    encoding_case{"escapes", 2, 16, {.escape_coding = true}},
                    encoding_case{"tiny_blocks", 2, 16, {.block_size = 16, .max_lpc_order = 8}},
                    encoding_case{"odd_blocks", 2, 16, {.block_size = 1155}},
                    encoding_case{"huge_blocks", 2, 24, {.block_size = 65535}},
                    encoding_case{"many_partitions", 2, 16, {.block_size = 32768, .max_partition_order = 15}},
                    encoding_case{"unknown_length", 2, 16, {.knows_length = false}}),
    [](const auto& tested) { return tested.param.name; });

TEST(flac_decoder, gives_the_same_samples_with_every_instruction_set) {
  for (const int bits : {16, 24}) {
    const auto samples = song_pcm(2, bits, 40000);
    const auto stream = encode_with_libflac(samples, {.level = 8});
    for (std::int64_t rest = hwy::SupportedTargets(); rest != 0; rest &= rest - 1) {
      const std::int64_t target = rest & -rest;
      SCOPED_TRACE(hwy::TargetName(target));
      hwy::SetSupportedTargetsForTest(target);
      hwy::GetChosenTarget().Update(target);
      EXPECT_EQ(decode(stream), as_floats(samples));
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().DeInit();
  }
}

TEST(flac_decoder, reports_what_the_header_says_without_decoding) {
  const auto samples = song_pcm(2, 24, 12345);
  const auto stream = encode_with_libflac(samples, {.tags = {{"TITLE", "Blå"}, {"Artist", "A=B"}}});
  positional_source source(stream);
  const flac_decoder decoder(source, true);
  const ac::audio_info& info = decoder.info();
  EXPECT_EQ(info.sample_rate, 44100);
  EXPECT_EQ(info.num_frames, 12345);
  EXPECT_EQ(info.num_channels, 2);
  EXPECT_EQ(info.bits_per_sample, 24);
  EXPECT_EQ(info.format, ac::audio_format::flac);
  EXPECT_EQ(info.encoding, ac::audio_encoding::flac);
  ASSERT_EQ(info.tags.size(), 2);
  EXPECT_EQ(info.tags.key(0), "title");
  EXPECT_EQ(info.tags.value(0), "Blå");
  EXPECT_EQ(info.tags.key(1), "artist");
  EXPECT_EQ(info.tags.value(1), "A=B");
}

TEST(flac_decoder, finds_the_length_that_the_header_does_not_give) {
  const auto stream = encode_with_libflac(song_pcm(2, 16, 300001), {.knows_length = false});
  positional_source source(stream);
  EXPECT_EQ(flac_decoder(source, false).info().num_frames, 300001);
}

TEST(flac_decoder, jumps_over_a_large_picture) {
  const auto samples = song_pcm(1, 16, 5000);
  bytes stream = encode_with_libflac(samples);
  bytes picture = {6, 0x0F, 0x42, 0x40};  // 1,000,000 bytes
  picture.resize(4 + 1000000, 0xFF);
  stream.insert(stream.begin() + 42, picture.begin(), picture.end());
  EXPECT_EQ(decode(stream), as_floats(samples));
}

TEST(flac_decoder, reads_from_any_frame_as_if_it_had_read_up_to_it) {
  for (const int block_size : {192, 4096, 65535}) {
    const auto samples = song_pcm(2, 16, 500000);
    const auto stream = encode_with_libflac(samples, {.block_size = block_size});
    const test_audio<float> expected = as_floats(samples);
    positional_source source(stream);
    flac_decoder decoder(source, false);
    ac::audio_buffer block(2, 100);
    std::int64_t target = 0;
    for (int i = 0; i < 200; ++i) {
      target = (target * 7919 + 104729) % samples.num_frames;
      decoder.seek(target);
      const auto count = decoder.read(block.view());
      ASSERT_EQ(count, std::min<std::int64_t>(100, samples.num_frames - target));
      for (int c = 0; c < 2; ++c) {
        ASSERT_TRUE(std::equal(block.view().channel(c), block.view().channel(c) + count, expected[c].begin() + target))
            << target;
      }
    }
    decoder.seek(samples.num_frames);
    EXPECT_EQ(decoder.read(block.view()), 0);
    decoder.seek(0);
    EXPECT_EQ(read_all(decoder), expected);
    EXPECT_EQ(decoder.damage(), "");
  }
}

TEST(flac_decoder, forks_into_decoders_that_do_not_disturb_each_other) {
  const auto samples = song_pcm(2, 16, 100000);
  const auto stream = encode_with_libflac(samples);
  positional_source source(stream);
  flac_decoder decoder(source, true);
  decoder.seek(60000);
  const auto other = decoder.fork();
  EXPECT_EQ(read_all(*other), as_floats(samples));
  EXPECT_EQ(read_all(decoder), slice(as_floats(samples), 60000, 40000));
}

TEST(flac_decoder, returns_what_is_whole_of_a_file_cut_short) {
  const auto samples = song_pcm(2, 16, 100000);
  bytes stream = encode_with_libflac(samples);
  stream.resize(stream.size() / 2);
  std::string damage;
  const test_audio<float> decoded = decode(stream, &damage);
  ASSERT_THAT(decoded[0].size(), testing::AllOf(testing::Gt(40000U), testing::Lt(60000U)));
  EXPECT_EQ(decoded[0].size() % 4096, 0U) << "only whole frames";
  EXPECT_EQ(decoded, slice(as_floats(samples), 0, decoded.num_frames));
  EXPECT_EQ(damage, "it is cut short or damaged at its end");
}

TEST(flac_decoder, puts_silence_where_a_frame_is_damaged_and_goes_on_after_it) {
  const auto samples = song_pcm(2, 16, 100000);
  bytes stream = encode_with_libflac(samples);
  stream[stream.size() / 2] ^= 0x10;
  std::string damage;
  const test_audio<float> decoded = decode(stream, &damage);
  EXPECT_EQ(damage, "it is damaged inside");
  const test_audio<float> whole = as_floats(samples);
  ASSERT_EQ(decoded[0].size(), whole[0].size());
  int num_silent = 0;
  for (std::int64_t first = 0; first + 4096 <= 100000; first += 4096) {
    test_audio<float> expected = slice(whole, first, 4096);
    if (slice(decoded, first, 4096) == expected) continue;
    silence(expected, 0, 4096);
    EXPECT_EQ(slice(decoded, first, 4096), expected) << first;
    ++num_silent;
  }
  EXPECT_EQ(num_silent, 1);

  positional_source source(stream);
  flac_decoder decoder(source, false);
  decoder.seek(70000);
  EXPECT_EQ(read_all(decoder), slice(decoded, 70000, 30000)) << "seeking behind the damage";
}

TEST(flac_decoder, refuses_metadata_that_is_not_flac) {
  const bytes good = encode_with_libflac(song_pcm(1, 16, 100));
  const auto opens = [](const bytes& stream) {
    positional_source source(stream);
    flac_decoder decoder(source, true);
  };
  EXPECT_NO_THROW(opens(good));
  EXPECT_THROW(opens({'f', 'L', 'a', 'X'}), ac::decode_error);
  EXPECT_THROW(opens(bytes(good.begin(), good.begin() + 20)), ac::decode_error);
  bytes changed = good;
  changed[4] = 0x04;  // a Vorbis comment first
  EXPECT_THROW(opens(changed), ac::decode_error);
  changed = good;
  changed[18] = changed[19] = 0;
  changed[20] &= 0x0F;  // 0 Hz
  EXPECT_THROW(opens(changed), ac::decode_error);
}
