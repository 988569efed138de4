// The own WAV and AIFF backend against libsndfile: the same bits for every coding, container and channel count.

#include <cstring>
#include <random>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/audio_reader.hpp>

#include "codecs/decoder.hpp"
#include "support/decoding.hpp"
#include "support/libsndfile.hpp"
#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;
using test_support::bytes;
using test_support::temporary_folder;
using test_support::test_audio;

namespace {

struct pcm_format {
  const char* name;
  int format;  // libsndfile's
};

constexpr pcm_format formats[] = {
    {"wav_u8", SF_FORMAT_WAV | SF_FORMAT_PCM_U8},
    {"wav_s16", SF_FORMAT_WAV | SF_FORMAT_PCM_16},
    {"wav_s24", SF_FORMAT_WAV | SF_FORMAT_PCM_24},
    {"wav_s32", SF_FORMAT_WAV | SF_FORMAT_PCM_32},
    {"wav_f32", SF_FORMAT_WAV | SF_FORMAT_FLOAT},
    {"wav_f64", SF_FORMAT_WAV | SF_FORMAT_DOUBLE},
    {"wav_ulaw", SF_FORMAT_WAV | SF_FORMAT_ULAW},
    {"wav_alaw", SF_FORMAT_WAV | SF_FORMAT_ALAW},
    {"rifx_s16", SF_ENDIAN_BIG | SF_FORMAT_WAV | SF_FORMAT_PCM_16},
    {"rifx_s24", SF_ENDIAN_BIG | SF_FORMAT_WAV | SF_FORMAT_PCM_24},
    {"rifx_f32", SF_ENDIAN_BIG | SF_FORMAT_WAV | SF_FORMAT_FLOAT},
    {"wavex_s16", SF_FORMAT_WAVEX | SF_FORMAT_PCM_16},
    {"wavex_s24", SF_FORMAT_WAVEX | SF_FORMAT_PCM_24},
    {"wavex_f32", SF_FORMAT_WAVEX | SF_FORMAT_FLOAT},
    {"wavex_alaw", SF_FORMAT_WAVEX | SF_FORMAT_ALAW},
    {"rf64_s16", SF_FORMAT_RF64 | SF_FORMAT_PCM_16},
    {"rf64_f64", SF_FORMAT_RF64 | SF_FORMAT_DOUBLE},
    {"w64_u8", SF_FORMAT_W64 | SF_FORMAT_PCM_U8},
    {"w64_s24", SF_FORMAT_W64 | SF_FORMAT_PCM_24},
    {"w64_f32", SF_FORMAT_W64 | SF_FORMAT_FLOAT},
    {"aiff_s8", SF_FORMAT_AIFF | SF_FORMAT_PCM_S8},
    {"aiff_u8", SF_FORMAT_AIFF | SF_FORMAT_PCM_U8},
    {"aiff_s16", SF_FORMAT_AIFF | SF_FORMAT_PCM_16},
    {"aiff_s24", SF_FORMAT_AIFF | SF_FORMAT_PCM_24},
    {"aiff_s32", SF_FORMAT_AIFF | SF_FORMAT_PCM_32},
    {"aiff_f32", SF_FORMAT_AIFF | SF_FORMAT_FLOAT},
    {"aiff_f64", SF_FORMAT_AIFF | SF_FORMAT_DOUBLE},
    {"aiff_ulaw", SF_FORMAT_AIFF | SF_FORMAT_ULAW},
    {"aiff_alaw", SF_FORMAT_AIFF | SF_FORMAT_ALAW},
    {"aiff_sowt", SF_ENDIAN_LITTLE | SF_FORMAT_AIFF | SF_FORMAT_PCM_16},
    {"aiff_twos", SF_ENDIAN_BIG | SF_FORMAT_AIFF | SF_FORMAT_PCM_24},
};

int sample_bytes(int format) {
  switch (format & SF_FORMAT_SUBMASK) {
    case SF_FORMAT_PCM_16:
      return 2;
    case SF_FORMAT_PCM_24:
      return 3;
    case SF_FORMAT_PCM_32:
    case SF_FORMAT_FLOAT:
      return 4;
    case SF_FORMAT_DOUBLE:
      return 8;
    default:
      return 1;
  }
}

/// A file of random bits: every integer, and for floats NaN, infinities and denormals, too.
bytes random_file(int format, int num_channels, std::int64_t num_frames, bool with_tags = false) {
  const temporary_folder folder;
  const std::string path = folder / "file";
  SF_INFO info{};
  info.samplerate = 44100;
  info.channels = num_channels;
  info.format = format;
  SNDFILE* file = sf_open(path.c_str(), SFM_WRITE, &info);
  if (file == nullptr) throw std::runtime_error(sf_strerror(nullptr));
  if (with_tags) {
    sf_set_string(file, SF_STR_TITLE, "odd");
    sf_set_string(file, SF_STR_ARTIST, "even");
    sf_set_string(file, SF_STR_COMMENT, "a comment of some length");
    sf_set_string(file, SF_STR_COPYRIGHT, "CC0");
  }
  static std::mt19937 random(4711);
  bytes raw(static_cast<std::size_t>(num_frames * num_channels * sample_bytes(format)));
  for (unsigned char& byte : raw) byte = static_cast<unsigned char>(random());
  sf_write_raw(file, raw.data(), static_cast<sf_count_t>(raw.size()));
  if (with_tags) sf_set_string(file, SF_STR_SOFTWARE, "at the end");
  sf_close(file);
  return test_support::read_file(path);
}

std::unique_ptr<ac::detail::decoder> open(ac::audio_source& source, bool with_tags = false) {
  return ac::detail::open_decoder(source, {}, with_tags);
}

void expect_same_bits(const test_audio<float>& decoded, const test_audio<float>& reference, std::int64_t first = 0) {
  ASSERT_EQ(decoded.num_channels, reference.num_channels);
  const auto num_frames = decoded.num_frames;
  ASSERT_EQ(num_frames, reference.num_frames - first);
  for (std::int64_t channel = 0; channel < reference.num_channels; ++channel) {
    for (std::int64_t frame = 0; frame < num_frames; ++frame) {
      const float ours = decoded.at(channel, frame);
      const float theirs = reference.at(channel, first + frame);
      ASSERT_EQ(std::memcmp(&ours, &theirs, sizeof ours), 0)
          << "channel " << channel << ", frame " << frame << ": " << ours << " and " << theirs;
    }
  }
}

class pcm_decoder : public testing::TestWithParam<pcm_format> {};

INSTANTIATE_TEST_SUITE_P(formats, pcm_decoder, testing::ValuesIn(formats),
                         [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace

TEST_P(pcm_decoder, decodes_to_the_bits_of_libsndfile) {
  for (const int channels : {1, 2, 3, 6, 17}) {
    for (const std::int64_t frames : {1, 2, 7, 33, 4099}) {
      SCOPED_TRACE(std::to_string(channels) + " channels, " + std::to_string(frames) + " frames");
      const bytes file = random_file(GetParam().format, channels, frames);
      test_support::positional_source by_position(file);
      const auto in_memory = ac::audio_source::from_memory(file.data(), file.size());
      const auto reference = test_support::read_reference<float>(file);
      for (ac::audio_source* source : {static_cast<ac::audio_source*>(&by_position), in_memory.get()}) {
        const auto decoder = open(*source);
        EXPECT_STRNE(decoder->info().backend.c_str(), "sndfile");
        EXPECT_EQ(decoder->info().num_frames, reference.num_frames);
        EXPECT_EQ(decoder->info().sample_rate, 44100);
        expect_same_bits(test_support::read_all(*decoder, 1000), reference);
        EXPECT_STREQ(decoder->damage().c_str(), "");
      }
    }
  }
}

TEST_P(pcm_decoder, decodes_from_any_frame_and_in_any_block_size) {
  const bytes file = random_file(GetParam().format, 2, 30011);
  test_support::positional_source source(file);
  const auto reference = test_support::read_reference<float>(file);
  const auto decoder = open(source);
  for (const auto& [first, block] : {std::pair{0, 1 << 20}, {1, 7}, {30011, 5}, {12345, 997}, {30010, 3}, {17, 64}}) {
    decoder->seek(first);
    expect_same_bits(test_support::read_all(*decoder, block), reference, first);
  }
  decoder->seek(29000);
  const auto other = decoder->fork();
  ASSERT_NE(other, nullptr);
  expect_same_bits(test_support::read_all(*other), reference);
}

TEST_P(pcm_decoder, reports_what_libsndfile_reports_about_the_file) {
  const bytes file = random_file(GetParam().format, 2, 100, true);
  const auto source = ac::audio_source::from_memory(file.data(), file.size());
  const auto info = open(*source, true)->info();
  SF_INFO theirs{};
  const temporary_folder folder;
  test_support::write_file(folder / "file", file);
  SNDFILE* opened = sf_open((folder / "file").c_str(), SFM_READ, &theirs);
  ASSERT_NE(opened, nullptr);
  EXPECT_EQ(info.num_frames, theirs.frames);
  EXPECT_EQ(info.num_channels, theirs.channels);
  EXPECT_EQ(info.bits_per_sample, 8 * sample_bytes(GetParam().format));
  const std::pair<const char*, int> names[] = {
      {"title", SF_STR_TITLE}, {"artist", SF_STR_ARTIST}, {"comment", SF_STR_COMMENT}, {"copyright", SF_STR_COPYRIGHT}};
  for (const auto& [key, type] : names) {
    const char* value = sf_get_string(opened, type);
    std::string ours;
    for (std::int64_t i = 0; i < info.tags.size(); ++i) {
      if (info.tags.key(i) == key) ours = info.tags.value(i).str();
    }
    EXPECT_EQ(ours, value == nullptr ? "" : value) << key;
  }
  sf_close(opened);
}

TEST_P(pcm_decoder, decodes_what_is_there_of_a_file_cut_short) {
  const bytes whole = random_file(GetParam().format, 2, 1000);
  for (const double part : {0.99, 0.5, 0.3}) {
    bytes file = whole;
    file.resize(static_cast<std::size_t>(part * static_cast<double>(whole.size())));
    const auto source = ac::audio_source::from_memory(file.data(), file.size());
    const auto decoder = open(*source);
    const auto reference = test_support::read_reference<float>(file);
    EXPECT_EQ(decoder->info().num_frames, reference.num_frames);
    expect_same_bits(test_support::read_all(*decoder), reference);
    EXPECT_THAT(decoder->damage().c_str(), testing::HasSubstr("of 1000 frames"));
  }
}

TEST(pcm_decoder, leaves_other_codings_to_libsndfile) {
  for (const int format : {SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM,
                           SF_FORMAT_WAV | SF_FORMAT_GSM610, SF_FORMAT_AIFF | SF_FORMAT_IMA_ADPCM}) {
    const temporary_folder folder;
    SF_INFO info{};
    info.samplerate = 8000;
    info.channels = 1;
    info.format = format;
    SNDFILE* file = sf_open((folder / "file").c_str(), SFM_WRITE, &info);
    ASSERT_NE(file, nullptr);
    const std::vector<float> silence(4000);
    sf_writef_float(file, silence.data(), 4000);
    sf_close(file);
    const auto source = ac::audio_source::open_file(folder / "file");
    EXPECT_STREQ(open(*source)->info().backend.c_str(), "sndfile");
  }
}

TEST(pcm_decoder, stops_where_a_file_ends_that_was_shortened_meanwhile) {
  const temporary_folder folder;
  const std::string path = folder / "file.wav";
  test_support::write_file(path, random_file(SF_FORMAT_WAV | SF_FORMAT_PCM_16, 2, 100000));
  const auto source = ac::audio_source::open_file(path);
  const auto decoder = open(*source);
  std::filesystem::resize_file(path, 44 + 4 * 70000);
  EXPECT_EQ(test_support::read_all(*decoder).num_frames, 70000);
  EXPECT_STREQ(decoder->damage().c_str(), "it ends after 70000 of 100000 frames");
}
