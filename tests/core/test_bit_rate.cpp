// What a file's header says of its bit rate and its codec's delay, against ffprobe and sizes.

#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <sndfile.h>

#include <acestep_compat/core/audio_info.hpp>

#include "support/commands.hpp"
#include "support/libsndfile.hpp"
#include "support/loading.hpp"
#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;
using namespace test_support;

namespace {

struct mp3_kind {
  const char* name;
  int sample_rate;
  int num_channels;
  const char* options;  ///< ffmpeg's
};

constexpr mp3_kind mp3_kinds[] = {
    {"constant", 48000, 2, "-b:a 128k"},
    {"constant_mono", 44100, 1, "-b:a 64k"},
    {"mpeg2", 22050, 2, "-b:a 32k"},
    {"mpeg2_mono", 16000, 1, "-b:a 32k"},
    {"mpeg25", 8000, 2, "-b:a 32k"},
    {"variable", 44100, 2, "-q:a 2"},
    {"without_information_frame", 44100, 2, "-b:a 128k -write_xing 0"},
    {"layer_two", 44100, 2, "-c:a mp2 -b:a 192k -f mp2"},
};

class bit_rate_of_mp3 : public testing::TestWithParam<mp3_kind> {};

INSTANTIATE_TEST_SUITE_P(ffmpeg, bit_rate_of_mp3, testing::ValuesIn(mp3_kinds),
                         [](const auto& instance) { return std::string(instance.param.name); });

}  // namespace

TEST_P(bit_rate_of_mp3, and_its_delay_are_what_ffprobe_reports) {
  const temporary_folder folder;
  write_song_wav(folder, GetParam().sample_rate, GetParam().num_channels, 3);
  run_command(folder, std::string("ffmpeg -nostdin -v error -y -i song.wav ") + GetParam().options + " song.mp3");
  run_command(folder,
              "ffprobe -v error -show_entries stream=start_time,bit_rate -of default=nw=1:nk=1 song.mp3 > told");
  double start_seconds = -1;
  std::int64_t bit_rate = -1;
  std::ifstream(folder / "told") >> start_seconds >> bit_rate;
  const ac::audio_info info = ac::read_audio_info(*source_of(read_file(folder / "song.mp3")));
  EXPECT_EQ(info.bit_rate, bit_rate);
  EXPECT_NEAR(static_cast<double>(info.priming_frames) / info.sample_rate, start_seconds, 1e-6);  // microseconds
}

TEST(bit_rate, of_uncompressed_samples_is_exact_whatever_else_the_file_holds) {
  const auto file = encode({"", SF_FORMAT_WAV | SF_FORMAT_PCM_24, true, 3, 44100}, 1000);
  EXPECT_EQ(ac::read_audio_info(*source_of(file)).bit_rate, 44100 * 3 * 24);
  const auto logarithmic = encode({"", SF_FORMAT_AU | SF_FORMAT_ULAW, true, 1, 8000}, 1000);
  EXPECT_EQ(ac::read_audio_info(*source_of(logarithmic)).bit_rate, 64000);
}

TEST(bit_rate, of_a_compressed_file_is_its_size_over_its_duration) {
  for (const int format : {SF_FORMAT_FLAC | SF_FORMAT_PCM_16, SF_FORMAT_OGG | SF_FORMAT_VORBIS,
                           SF_FORMAT_OGG | SF_FORMAT_OPUS, SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM}) {
    const auto file = encode({"", format, true, 2, 48000}, 48000);
    const ac::audio_info info = ac::read_audio_info(*source_of(file));
    EXPECT_NEAR(static_cast<double>(info.bit_rate), 8.0 * static_cast<double>(file.size()) / info.duration(), 0.5);
    EXPECT_EQ(info.priming_frames, 0);
  }
}

TEST(bit_rate, of_free_format_is_its_size_over_its_duration) {
  const temporary_folder folder;
  write_song_wav(folder, 44100, 2, 3);
  run_command(folder, "lame --quiet --freeformat -b 400 song.wav song.mp3");
  const auto file = read_file(folder / "song.mp3");
  const ac::audio_info info = ac::read_audio_info(*source_of(file));
  EXPECT_NEAR(static_cast<double>(info.bit_rate), 8.0 * static_cast<double>(file.size()) / info.duration(), 0.5);
  EXPECT_NEAR(static_cast<double>(info.bit_rate), 400000, 8000);
}
