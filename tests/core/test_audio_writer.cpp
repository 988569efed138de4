#include <acestep_compat/core/audio_writer.hpp>
#include <acestep_compat/core/error.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "support/collecting_sink.hpp"
#include "support/sndfile_reference.hpp"
#include "support/song.hpp"
#include "support/temporary_folder.hpp"

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

class every_format : public testing::TestWithParam<saved_format> {};

INSTANTIATE_TEST_SUITE_P(formats, every_format,
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

/// Signal-to-noise ratio in dB of `decoded` against `original`, aligned at the first sample.
double snr(const test_support::planar_audio<float>& original, const test_support::reference_audio<float>& decoded) {
  double signal = 0.0;
  double noise = 0.0;
  for (std::int64_t channel = 0; channel < original.num_channels; ++channel) {
    for (std::int64_t frame = 0; frame < std::min<std::int64_t>(original.num_frames, decoded.info.frames); ++frame) {
      const double x = original.at(channel, frame);
      const double error = x - decoded.at(channel, frame);
      signal += x * x;
      noise += error * error;
    }
  }
  return 10.0 * std::log10(signal / noise);
}

}  // namespace

TEST_P(every_format, is_saved_to_a_path_and_read_back_by_libsndfile) {
  const temporary_folder folder;
  const auto audio = song(2, 48000);
  const std::string path = folder / (std::string("song.") + GetParam().extension);
  save(path, audio, 48000);
  const auto decoded = read_reference<float>(path);
  EXPECT_EQ(decoded.info.format & SF_FORMAT_TYPEMASK, GetParam().container);
  EXPECT_EQ(decoded.info.format & SF_FORMAT_SUBMASK, GetParam().subtype);
  EXPECT_EQ(decoded.info.samplerate, 48000);
  EXPECT_EQ(decoded.info.channels, 2);
  EXPECT_EQ(decoded.info.frames, 48000);
  // Vorbis q3, Opus and MP3 128k keep this song's wave form above 9 dB; anything misaligned or swapped is below 3 dB.
  EXPECT_GT(snr(audio, decoded), 9.0);
  EXPECT_THAT(folder.names(), ElementsAre(std::string("song.") + GetParam().extension));
}

TEST_P(every_format, gives_a_sink_the_bytes_that_a_file_gets) {
  const temporary_folder folder;
  const auto audio = song(2, 20000);
  const std::string path = folder / "song";
  save(path, audio, 48000, options_for(GetParam().format));
  auto from_file = read_reference<float>(path);
  auto from_sink = read_reference<float>(encode(audio, 48000, options_for(GetParam().format)));
  EXPECT_EQ(from_file.samples, from_sink.samples);
}

TEST_P(every_format, saves_blocks_as_one_piece) {
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
