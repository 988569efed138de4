#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/core/error.hpp>

#include "support/comparing.hpp"
#include "support/libsndfile.hpp"
#include "support/song.hpp"
#include "support/temporary_folder.hpp"
#include "support/writing.hpp"

namespace ac = acestep_compat;
using test_support::encode;
using test_support::read_reference;
using test_support::save;
using test_support::song;
using test_support::song_as;
using test_support::temporary_folder;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

ac::writer_options options_for(ac::audio_format format) {
  ac::writer_options options;
  options.format = format;
  return options;
}

struct saved_format {
  const char* extension;
  ac::audio_format format;
  int container;  // libsndfile's
  int subtype;    // libsndfile's, of a float tensor saved with the defaults
};

class audio_writer : public testing::TestWithParam<saved_format> {};

INSTANTIATE_TEST_SUITE_P(formats, audio_writer,
                         testing::Values(saved_format{"wav", ac::audio_format::wav, SF_FORMAT_WAV, SF_FORMAT_FLOAT},
                                         saved_format{"rf64", ac::audio_format::rf64, SF_FORMAT_RF64, SF_FORMAT_FLOAT},
                                         saved_format{"w64", ac::audio_format::w64, SF_FORMAT_W64, SF_FORMAT_FLOAT},
                                         saved_format{"flac", ac::audio_format::flac, SF_FORMAT_FLAC, SF_FORMAT_PCM_24},
                                         saved_format{"ogg", ac::audio_format::ogg, SF_FORMAT_OGG, SF_FORMAT_VORBIS},
                                         saved_format{"opus", ac::audio_format::opus, SF_FORMAT_OGG, SF_FORMAT_OPUS},
                                         saved_format{"mp3", ac::audio_format::mp3, SF_FORMAT_MPEG,
                                                      SF_FORMAT_MPEG_LAYER_III},
                                         saved_format{"aiff", ac::audio_format::aiff, SF_FORMAT_AIFF, SF_FORMAT_FLOAT},
                                         saved_format{"au", ac::audio_format::au, SF_FORMAT_AU, SF_FORMAT_PCM_16},
                                         saved_format{"caf", ac::audio_format::caf, SF_FORMAT_CAF, SF_FORMAT_FLOAT}),
                         [](const auto& tested) { return std::string(tested.param.extension); });

}  // namespace

TEST_P(audio_writer, saves_to_a_path_what_libsndfile_reads_back) {
  const temporary_folder folder;
  const auto audio = song(2, 48000);
  const std::string path = folder / (std::string("song.") + GetParam().extension);
  save(path, audio, 48000);
  const auto decoded = read_reference<float>(path);
  EXPECT_EQ(test_support::reference_format(path) & SF_FORMAT_TYPEMASK, GetParam().container);
  EXPECT_EQ(test_support::reference_format(path) & SF_FORMAT_SUBMASK, GetParam().subtype);
  EXPECT_EQ(decoded.sample_rate, 48000);
  EXPECT_EQ(decoded.num_channels, 2);
  EXPECT_EQ(decoded.num_frames, 48000);
  // Vorbis q3, Opus and MP3 128k keep this song's wave form above 9 dB; anything misaligned or swapped is below 3 dB.
  EXPECT_GT(test_support::snr_db(audio, decoded), 9.0);
  EXPECT_THAT(folder.names(), ElementsAre(std::string("song.") + GetParam().extension));
}

TEST_P(audio_writer, gives_a_sink_the_bytes_that_a_file_gets) {
  const temporary_folder folder;
  const auto audio = song(2, 20000);
  const std::string path = folder / "song";
  save(path, audio, 48000, options_for(GetParam().format));
  auto from_file = read_reference<float>(path);
  auto from_sink = read_reference<float>(encode(audio, 48000, options_for(GetParam().format)));
  EXPECT_EQ(from_file.samples, from_sink.samples);
}

TEST_P(audio_writer, saves_blocks_as_one_piece) {
  const auto audio = song(2, 20000);
  test_support::collecting_sink sink;
  ac::audio_writer writer(sink, 48000, 2, options_for(GetParam().format));
  for (std::int64_t first = 0; first < 20000; first += 777) {
    ac::sample_view block = audio.view();
    block.data = audio.samples.data() + first;
    block.num_frames = std::min<std::int64_t>(777, 20000 - first);
    writer.write(block);
  }
  writer.commit();
  const auto whole = read_reference<float>(encode(audio, 48000, options_for(GetParam().format)));
  EXPECT_EQ(read_reference<float>(sink.content).samples, whole.samples);
}

TEST(audio_writer, keeps_every_bit_of_a_16_bit_wav_loaded_as_float) {
  const auto original = song_as<std::int16_t>(2, 20000);
  const auto loaded = read_reference<float>(encode(original, 48000, options_for(ac::audio_format::wav)));
  test_support::test_audio<float> floats{2, 20000, std::vector<float>(40000)};
  for (std::int64_t frame = 0; frame < 20000; ++frame) {
    for (std::int64_t channel = 0; channel < 2; ++channel) floats.at(channel, frame) = loaded.at(channel, frame);
  }
  auto options = options_for(ac::audio_format::wav);
  options.encoding = ac::audio_encoding::pcm_s;
  options.bits_per_sample = 16;
  EXPECT_EQ(encode(floats, 48000, options), encode(original, 48000, options_for(ac::audio_format::wav)));
}

namespace {

/// Saves samples, has libsndfile read them and expects the same values, left-justified in 32 bits.
template <typename Sample>
void expect_exact(const test_support::test_audio<Sample>& audio, const ac::writer_options& options, int bits) {
  const auto decoded = read_reference<int>(encode(audio, 48000, options));
  ASSERT_EQ(decoded.num_frames, audio.num_frames);
  for (std::int64_t channel = 0; channel < audio.num_channels; ++channel) {
    for (std::int64_t frame = 0; frame < audio.num_frames; ++frame) {
      std::int64_t value = static_cast<std::int64_t>(audio.at(channel, frame));
      if constexpr (std::is_same_v<Sample, std::uint8_t>) value -= 128;
      ASSERT_EQ(decoded.at(channel, frame), value * (std::int64_t{1} << (32 - bits))) << channel << ", " << frame;
    }
  }
}

}  // namespace

TEST(audio_writer, keeps_the_values_of_integer_tensors) {
  for (const auto format : {ac::audio_format::wav, ac::audio_format::aiff, ac::audio_format::caf, ac::audio_format::w64,
                            ac::audio_format::rf64, ac::audio_format::flac, ac::audio_format::au}) {
    SCOPED_TRACE(ac::to_string(format).c_str());
    expect_exact(song_as<std::uint8_t>(2, 5000), options_for(format), 8);
    expect_exact(song_as<std::int16_t>(2, 5000), options_for(format), 16);
  }
  expect_exact(song_as<std::int32_t>(3, 5000), options_for(ac::audio_format::wav), 32);
  expect_exact(song_as<std::int32_t>(1, 5000), options_for(ac::audio_format::aiff), 32);
}

TEST(audio_writer, keeps_24_bit_flac_exact_through_float) {
  auto original = song_as<std::int32_t>(2, 20000);
  for (std::int32_t& value : original.samples) value &= ~0xFF;
  const auto flac = encode(original, 48000, options_for(ac::audio_format::flac));
  const auto loaded = read_reference<float>(flac);
  test_support::test_audio<float> floats{2, 20000, std::vector<float>(40000)};
  for (std::int64_t frame = 0; frame < 20000; ++frame) {
    for (std::int64_t channel = 0; channel < 2; ++channel) floats.at(channel, frame) = loaded.at(channel, frame);
  }
  EXPECT_EQ(encode(floats, 48000, options_for(ac::audio_format::flac)), flac);
}

TEST(audio_writer, keeps_every_bit_of_floats) {
  auto audio = song(2, 5000);
  audio.at(1, 17) = std::numeric_limits<float>::infinity();
  audio.at(0, 3) = 1.5f;
  audio.at(0, 4) = std::numeric_limits<float>::denorm_min();
  for (const auto format : {ac::audio_format::wav, ac::audio_format::aiff, ac::audio_format::caf}) {
    const auto decoded = read_reference<float>(encode(audio, 48000, options_for(format)));
    for (std::int64_t channel = 0; channel < 2; ++channel) {
      for (std::int64_t frame = 0; frame < 5000; ++frame) {
        ASSERT_EQ(decoded.at(channel, frame), audio.at(channel, frame)) << channel << ", " << frame;
      }
    }
  }
}

TEST(audio_writer, keeps_every_value_of_a_loaded_u_law_or_a_law_file) {
  for (const auto law : {ac::audio_encoding::ulaw, ac::audio_encoding::alaw}) {
    auto options = options_for(ac::audio_format::wav);
    options.encoding = law;
    const auto once = encode(song(1, 20000), 8000, options);
    const auto loaded = read_reference<float>(once);
    const test_support::test_audio<float> floats{1, loaded.num_frames, loaded.samples};
    EXPECT_EQ(read_reference<float>(encode(floats, 8000, options)).samples, loaded.samples);
  }
}

TEST(audio_writer, keeps_the_sign_of_full_scale_in_u_law_and_a_law) {
  const test_support::test_audio<float> floats{1, 2, {-1.0f, 1.0f}};
  const test_support::test_audio<std::int16_t> integers{1, 2, {-32768, 32767}};
  // The outermost amplitudes of ITU-T G.711, as 16-bit integers.
  for (const auto& [law, outermost] :
       {std::pair{ac::audio_encoding::ulaw, 32124.0f}, {ac::audio_encoding::alaw, 32256.0f}}) {
    for (const auto format : {ac::audio_format::wav, ac::audio_format::aiff, ac::audio_format::au}) {
      auto options = options_for(format);
      options.encoding = law;
      const std::vector<float> expected{-outermost / 32768, outermost / 32768};
      EXPECT_EQ(read_reference<float>(encode(floats, 8000, options)).samples, expected);
      EXPECT_EQ(read_reference<float>(encode(integers, 8000, options)).samples, expected);
    }
  }
}

TEST(audio_writer, resamples_to_a_rate_that_opus_has) {
  const auto decoded = read_reference<float>(encode(song(2, 44100), 44100, options_for(ac::audio_format::opus)));
  EXPECT_EQ(decoded.sample_rate, 48000);
  EXPECT_EQ(decoded.num_frames, 48000);
  const auto integers = song_as<std::int16_t>(2, 44100);
  EXPECT_EQ(read_reference<float>(encode(integers, 44100, options_for(ac::audio_format::opus))).num_frames, 48000);
}

TEST(audio_writer, names_the_place_of_a_nan_after_many_blocks) {
  auto audio = song(2, 100000);
  audio.at(1, 77777) = std::numeric_limits<float>::quiet_NaN();
  for (const auto& [format, rate] :
       {std::pair{ac::audio_format::flac, 48000}, {ac::audio_format::mp3, 48000}, {ac::audio_format::opus, 44100}}) {
    const int sample_rate = rate;
    const auto options = options_for(format);
    EXPECT_THAT([&] { encode(audio, sample_rate, options); },
                testing::ThrowsMessage<ac::invalid_argument>(HasSubstr("samples[channel 1, frame 77777] is NaN")));
  }
}

TEST(audio_writer, hits_the_bit_rates_that_were_asked_for) {
  const auto audio = song(2, 48000 * 4);
  for (const int kilobits : {64, 128, 192, 320}) {
    auto options = options_for(ac::audio_format::mp3);
    options.rate = ac::rate_control::bit_rate(kilobits * 1000);
    const double bits = 8.0 * static_cast<double>(encode(audio, 48000, options).size());
    // Constant rate: only the frames at both ends and the header count besides the 4 s.
    EXPECT_NEAR(bits / 4.0, kilobits * 1000.0, kilobits * 1000.0 * 0.03);
  }
  for (const int kilobits : {48, 96, 256}) {
    auto options = options_for(ac::audio_format::opus);
    options.rate = ac::rate_control::bit_rate(kilobits * 1000);
    const double bits = 8.0 * static_cast<double>(encode(audio, 48000, options).size());
    EXPECT_NEAR(bits / 4.0, kilobits * 1000.0, kilobits * 1000.0 * 0.25) << "a variable rate near the target";
  }
}

TEST(audio_writer, makes_smaller_files_of_lower_qualities) {
  const auto audio = song(2, 48000 * 2);
  const auto size = [&](ac::audio_format format, ac::rate_control rate) {
    auto options = options_for(format);
    options.rate = rate;
    return encode(audio, 48000, options).size();
  };
  using ac::rate_control;
  EXPECT_LT(size(ac::audio_format::ogg, rate_control::level(1)), size(ac::audio_format::ogg, rate_control::level(7)));
  EXPECT_LT(size(ac::audio_format::flac, rate_control::level(8)), size(ac::audio_format::flac, rate_control::level(0)));
  EXPECT_LT(size(ac::audio_format::mp3, rate_control::vbr_quality(6)),
            size(ac::audio_format::mp3, rate_control::vbr_quality(1)));
  EXPECT_EQ(size(ac::audio_format::mp3, rate_control::level(-4.2)),
            size(ac::audio_format::mp3, rate_control::vbr_quality(4)));
}

TEST(audio_writer, saves_files_of_no_frames) {
  for (const auto format :
       {ac::audio_format::wav, ac::audio_format::flac, ac::audio_format::aiff, ac::audio_format::caf,
        ac::audio_format::au, ac::audio_format::w64, ac::audio_format::ogg, ac::audio_format::opus}) {
    SCOPED_TRACE(ac::to_string(format).c_str());
    test_support::collecting_sink sink;
    ac::audio_writer(sink, 48000, 2, options_for(format)).commit();
    EXPECT_GT(sink.content.size(), 20u);
  }
}

TEST(audio_writer, stores_tags_that_libsndfile_reads_back) {
  ac::tag_list tags;
  tags.add("title", "M\xC3\xBAsica");
  tags.add("artist", "acestep_compat");
  for (const auto format :
       {ac::audio_format::wav, ac::audio_format::flac, ac::audio_format::ogg, ac::audio_format::opus,
        ac::audio_format::mp3, ac::audio_format::aiff, ac::audio_format::caf}) {
    SCOPED_TRACE(ac::to_string(format).c_str());
    auto options = options_for(format);
    options.tags = &tags;
    const temporary_folder folder;
    save(folder / "song", song(2, 5000), 48000, options);
    SF_INFO info{};
    SNDFILE* file = sf_open((folder / "song").c_str(), SFM_READ, &info);
    ASSERT_NE(file, nullptr);
    EXPECT_STREQ(sf_get_string(file, SF_STR_TITLE), "M\xC3\xBAsica");
    EXPECT_STREQ(sf_get_string(file, SF_STR_ARTIST), "acestep_compat");
    sf_close(file);
  }
}

TEST(audio_writer, refuses_tags_that_it_cannot_store) {
  ac::tag_list tags;
  tags.add("mood", "calm");
  auto options = options_for(ac::audio_format::wav);
  options.tags = &tags;
  EXPECT_THAT([&] { encode(song(1, 10), 48000, options); },
              testing::ThrowsMessage<ac::invalid_argument>(testing::AllOf(HasSubstr("mood"), HasSubstr("title, "))));
}

TEST(audio_writer, gives_the_same_bytes_for_the_same_samples) {
  for (const auto format : {ac::audio_format::wav, ac::audio_format::flac, ac::audio_format::mp3,
                            ac::audio_format::aiff, ac::audio_format::caf, ac::audio_format::au}) {
    EXPECT_EQ(encode(song(2, 5000), 48000, options_for(format)), encode(song(2, 5000), 48000, options_for(format)));
  }
}

TEST(audio_writer, refuses_blocks_of_another_shape_or_type) {
  test_support::collecting_sink sink;
  ac::audio_writer writer(sink, 48000, 2, options_for(ac::audio_format::wav));
  EXPECT_THROW(writer.write(song(1, 10).view()), ac::invalid_argument);
  writer.write(song(2, 10).view());
  EXPECT_THROW(writer.write(song_as<std::int16_t>(2, 10).view()), ac::invalid_argument);
  writer.commit();
  EXPECT_THROW(writer.write(song(2, 10).view()), ac::encode_error);
}

TEST(audio_writer, saves_up_to_the_channels_that_a_format_has) {
  for (const auto& [format, channels] : {std::pair{ac::audio_format::wav, 1024},
                                         {ac::audio_format::flac, 8},
                                         {ac::audio_format::ogg, 6},
                                         {ac::audio_format::opus, 8}}) {
    const auto decoded = read_reference<float>(encode(song(channels, 3000), 48000, options_for(format)));
    EXPECT_EQ(decoded.num_channels, channels);
    EXPECT_EQ(decoded.num_frames, 3000);
  }
}

TEST(supported_formats, lists_every_format_with_its_libraries) {
  const ac::format_list formats = ac::supported_formats();
  std::vector<ac::format_support> table;
  for (std::int64_t i = 0; i < formats.size(); ++i) table.push_back(formats.at(i));
  EXPECT_EQ(table.size(), 10u);
  for (const auto& row : table) {
    EXPECT_TRUE(row.reads) << ac::to_string(row.format).c_str();
    EXPECT_TRUE(row.writes) << ac::to_string(row.format).c_str();
    EXPECT_STREQ(row.writer.c_str(), "sndfile");
    EXPECT_FALSE(row.reader.empty());
  }
}
