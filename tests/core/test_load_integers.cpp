// Samples as integers: libsndfile's own for PCM, what libFLAC encoded for FLAC, bit for bit.

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/error.hpp>
#include <acestep_compat/core/load_integers.hpp>

#include "support/decoding.hpp"
#include "support/libflac.hpp"
#include "support/libsndfile.hpp"
#include "support/loading.hpp"
#include "support/song.hpp"
#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;
using namespace test_support;

namespace {

struct pcm_kind {
  const char* name;
  int format;  ///< libsndfile's
  int sample_bytes;
};

constexpr pcm_kind pcm_kinds[] = {
    {"wav_u8", SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 1},
    {"wav_s16", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 2},
    {"wav_s24", SF_FORMAT_WAV | SF_FORMAT_PCM_24, 3},
    {"wav_s32", SF_FORMAT_WAV | SF_FORMAT_PCM_32, 4},
    {"wavex_s32", SF_FORMAT_WAVEX | SF_FORMAT_PCM_32, 4},
    {"rifx_s32", SF_ENDIAN_BIG | SF_FORMAT_WAV | SF_FORMAT_PCM_32, 4},
    {"rf64_s32", SF_FORMAT_RF64 | SF_FORMAT_PCM_32, 4},
    {"w64_s32", SF_FORMAT_W64 | SF_FORMAT_PCM_32, 4},
    {"aiff_s8", SF_FORMAT_AIFF | SF_FORMAT_PCM_S8, 1},
    {"aiff_s16", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 2},
    {"aiff_s24", SF_FORMAT_AIFF | SF_FORMAT_PCM_24, 3},
    {"aiff_s32", SF_FORMAT_AIFF | SF_FORMAT_PCM_32, 4},
    {"au_s8", SF_FORMAT_AU | SF_FORMAT_PCM_S8, 1},
    {"au_s32", SF_FORMAT_AU | SF_FORMAT_PCM_32, 4},
    {"caf_s16", SF_FORMAT_CAF | SF_FORMAT_PCM_16, 2},
    {"caf_s32", SF_FORMAT_CAF | SF_FORMAT_PCM_32, 4},
};

bytes pcm_file(const pcm_kind& kind, int num_channels, const void* samples, std::size_t num_frames) {
  const temporary_folder folder;
  const std::string path = folder / "file";
  SF_INFO info{0, 44100, num_channels, kind.format, 0, 0};
  SNDFILE* file = sf_open(path.c_str(), SFM_WRITE, &info);
  if (file == nullptr) throw std::runtime_error(sf_strerror(nullptr));
  const std::size_t size = num_frames * static_cast<std::size_t>(num_channels * kind.sample_bytes);
  sf_write_raw(file, samples, static_cast<sf_count_t>(size));
  sf_close(file);
  return read_file(path);
}

/// Every byte at random: every integer there is.
bytes random_file(const pcm_kind& kind, int num_channels, std::size_t num_frames) {
  static std::mt19937 random(4711);
  bytes raw(num_frames * static_cast<std::size_t>(num_channels * kind.sample_bytes));
  for (unsigned char& byte : raw) byte = static_cast<unsigned char>(random());
  return pcm_file(kind, num_channels, raw.data(), num_frames);
}

template <typename Integer>
void expect_same(const ac::basic_audio_buffer<Integer>& ours, const test_audio<std::int32_t>& theirs,
                 std::int64_t first, std::int64_t count) {
  ASSERT_EQ(ours.num_channels(), theirs.num_channels);
  ASSERT_EQ(ours.num_frames(), count);
  constexpr int dropped_bits = 32 - 8 * static_cast<int>(sizeof(Integer));
  constexpr int silence = std::is_unsigned_v<Integer> ? 128 : 0;
  for (std::int64_t channel = 0; channel < ours.num_channels(); ++channel) {
    for (std::int64_t frame = 0; frame < count; ++frame) {
      ASSERT_EQ(ours.view().channel(channel)[frame], (theirs.at(channel, first + frame) >> dropped_bits) + silence)
          << "channel " << channel << ", frame " << frame;
    }
  }
}

std::vector<std::int32_t> loaded(const bytes& file) {
  const auto [samples, rate] = ac::load_integers<std::int32_t>(*source_of(file));
  return {samples.data(), samples.data() + samples.num_channels() * samples.num_frames()};
}

class integers_of_pcm : public testing::TestWithParam<pcm_kind> {};

INSTANTIATE_TEST_SUITE_P(formats, integers_of_pcm, testing::ValuesIn(pcm_kinds),
                         [](const auto& tested) { return std::string(tested.param.name); });

class integers_of_flac : public testing::TestWithParam<std::pair<int, int>> {};

INSTANTIATE_TEST_SUITE_P(channels_and_bits, integers_of_flac,
                         testing::Values(std::pair{1, 8}, std::pair{2, 12}, std::pair{2, 16}, std::pair{2, 20},
                                         std::pair{6, 24}, std::pair{1, 32}, std::pair{2, 32}),
                         [](const auto& tested) {
                           return std::to_string(tested.param.first) + "_" + std::to_string(tested.param.second);
                         });

}  // namespace

TEST_P(integers_of_pcm, are_those_of_libsndfile) {
  for (const int channels : {1, 2, 3, 17}) {
    const bytes file = random_file(GetParam(), channels, 40001);
    const auto reference = read_reference<int>(file);
    positional_source by_position(file);
    const auto in_memory = source_of(file);
    for (ac::audio_source* source : {static_cast<ac::audio_source*>(&by_position), in_memory.get()}) {
      const auto [samples, rate] = ac::load_integers<std::int32_t>(*source);
      EXPECT_EQ(rate, 44100);
      expect_same(samples, reference, 0, reference.num_frames);
    }
  }
}

TEST_P(integers_of_pcm, come_in_any_type_that_holds_them) {
  const bytes file = random_file(GetParam(), 2, 5000);
  const auto reference = read_reference<int>(file);
  if (GetParam().sample_bytes <= 2) {
    expect_same(ac::load_integers<std::int16_t>(*source_of(file)).samples, reference, 0, 5000);
  }
  if (GetParam().sample_bytes == 1) {
    expect_same(ac::load_integers<std::uint8_t>(*source_of(file)).samples, reference, 0, 5000);
  }
}

TEST_P(integers_of_pcm, are_cut_to_the_range) {
  const bytes file = random_file(GetParam(), 2, 40001);
  const auto reference = read_reference<int>(file);
  for (const auto& [offset, asked, count] :
       {std::tuple{0, 7, 7}, {39990, 100, 11}, {123, -1, 39878}, {40001, -1, 0}, {50000, 9, 0}, {5, 0, 0}}) {
    expect_same(ac::load_integers<std::int32_t>(*source_of(file), offset, asked).samples, reference, offset, count);
  }
}

TEST_P(integers_of_flac, are_those_that_were_encoded) {
  const auto& [channels, bits] = GetParam();
  const auto encoded = song_pcm(channels, bits, 70000);
  const bytes file = encode_with_libflac(encoded);
  const auto [samples, rate] = ac::load_integers<std::int32_t>(*source_of(file), 1000);
  EXPECT_EQ(rate, encoded.sample_rate);
  ASSERT_EQ(samples.num_channels(), channels);
  ASSERT_EQ(samples.num_frames(), 69000);
  for (std::int64_t channel = 0; channel < channels; ++channel) {
    for (std::int64_t frame = 0; frame < 69000; ++frame) {
      const std::int64_t value = encoded.at(channel, 1000 + frame);
      ASSERT_EQ(samples.view().channel(channel)[frame], value * (std::int64_t{1} << (32 - bits)));
    }
  }
}

TEST(load_integers, rounds_what_has_more_bits_to_the_nearest_integer) {
  const std::int32_t wide[] = {0x12347FFF,  0x12348000,  0x7FFFFFFF,
                               -0x12348000, -0x12348001, std::numeric_limits<int>::min()};
  const bytes file = pcm_file(pcm_kinds[3], 1, wide, std::size(wide));
  const auto [samples, rate] = ac::load_integers<std::int16_t>(*source_of(file));
  EXPECT_THAT(std::vector<int>(samples.data(), samples.data() + samples.num_frames()),
              testing::ElementsAre(0x1234, 0x1235, 0x7FFF, -0x1234, -0x1235, -0x8000));
}

TEST(load_integers, rounds_and_clips_floats) {
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  constexpr float infinity = std::numeric_limits<float>::infinity();
  const float floats[] = {0.5F, -0.5F, 1.0F, -1.0F, 1.5F, -infinity, nan, 0x1p-31F, 0x1.8p-31F};
  const bytes file = pcm_file({"", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 4}, 1, floats, std::size(floats));
  constexpr std::int32_t highest = std::numeric_limits<std::int32_t>::max();
  constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min();
  EXPECT_THAT(loaded(file), testing::ElementsAre(1 << 30, -(1 << 30), highest, lowest, highest, lowest, 0, 1, 2));
}

TEST(load_integers, rounds_doubles_as_they_are) {
  const double doubles[] = {1.0 - 0x1p-30, 0x1.00000001p-1};
  const bytes file = pcm_file({"", SF_FORMAT_WAV | SF_FORMAT_DOUBLE, 8}, 1, doubles, std::size(doubles));
  EXPECT_THAT(loaded(file), testing::ElementsAre(0x7FFFFFFE, 0x40000000));
}

TEST(load_integers, rounds_what_a_lossy_codec_decodes) {
  for (const char* name : {"vorbis", "mp3"}) {
    const bytes file = encode(kind_named(name), 30000);
    const ac::audio_buffer floats = load(file);
    const std::vector<std::int32_t> integers = loaded(file);
    ASSERT_EQ(static_cast<std::int64_t>(integers.size()), floats.num_channels() * floats.num_frames());
    for (std::size_t i = 0; i < integers.size(); ++i) {
      const double clipped = std::min(std::max(-1.0, static_cast<double>(floats.data()[i])), 1.0 - 0x1p-31);
      ASSERT_EQ(integers[i], std::nearbyint(clipped * 0x1p31));
    }
  }
}

TEST(load_integers, returns_what_is_there_of_a_file_cut_short_and_warns) {
  bytes file = random_file(pcm_kinds[3], 2, 1000);
  file.erase(file.end() - 8 * 300, file.end());
  warning_log log;
  EXPECT_EQ(ac::load_integers<std::int32_t>(*source_of(file), 0, -1, log.hooks()).samples.num_frames(), 700);
  EXPECT_THAT(log.kinds, testing::ElementsAre(ac::warning_kind::damaged));
}

TEST(load_integers, refuses_negative_ranges) {
  const bytes file = random_file(pcm_kinds[3], 1, 10);
  EXPECT_THROW(ac::load_integers<std::int32_t>(*source_of(file), -1), ac::invalid_argument);
  EXPECT_THROW(ac::load_integers<std::int32_t>(*source_of(file), 0, -2), ac::invalid_argument);
}
