#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/error.hpp>

#include "support/comparing.hpp"
#include "support/libsndfile.hpp"
#include "support/loading.hpp"
#include "support/song.hpp"
#include "support/temporary_folder.hpp"
#include "support/test_audio.hpp"

namespace ac = acestep_compat;
using test_support::encode;
using test_support::file_kind;
using test_support::kind_named;
using test_support::load;
using test_support::same_bits;
using test_support::source_of;

namespace {

constexpr std::int64_t song_frames = 50000;

ac::const_audio_view view(const test_support::test_audio<float>& audio) {
  return {audio.samples.data(), audio.num_channels, audio.num_frames, audio.num_frames};
}

ac::const_audio_view view(const ac::audio_buffer& buffer) {
  return buffer.view();
}

std::string name_of(const testing::TestParamInfo<file_kind>& info) {
  return info.param.name;
}

}  // namespace

class load_audio : public testing::TestWithParam<file_kind> {};

TEST_P(load_audio, reads_what_libsndfile_reads) {
  if (!GetParam().lossless) return;  // lossy formats have decoders of their own, compared in their own tests
  const auto file = encode(GetParam(), song_frames);
  EXPECT_TRUE(same_bits(view(load(file)), view(test_support::read_reference<float>(file))));
}

TEST_P(load_audio, jumps_over_id3_tags) {
  const test_support::bytes file = test_support::encode(GetParam(), 20000);
  test_support::bytes tagged = {'I', 'D', '3', 4, 0, 0, 0, 0, 2, 0};  // 256 bytes follow
  tagged.resize(10 + 256, 0xFF);
  tagged.insert(tagged.end(), file.begin(), file.end());
  EXPECT_TRUE(same_bits(view(load(tagged)), view(load(file))));
}

TEST_P(load_audio, gives_the_length_and_the_rate_that_the_info_reports) {
  const auto file = encode(GetParam(), song_frames);
  const ac::audio_info info = ac::read_audio_info(*source_of(file));
  const auto [samples, rate] = ac::load_audio(*source_of(file));
  EXPECT_EQ(info.num_frames, samples.num_frames());
  EXPECT_EQ(info.num_channels, samples.num_channels());
  EXPECT_EQ(info.sample_rate, rate);
  EXPECT_EQ(rate, GetParam().sample_rate);
  EXPECT_FALSE(info.backend.empty());
}

TEST_P(load_audio, gives_the_same_slice_at_any_offset_and_length) {
  const auto file = encode(GetParam(), song_frames);
  const ac::audio_buffer whole = load(file);
  std::mt19937 random(1);
  for (int i = 0; i < 12; ++i) {
    ac::load_options range;
    range.frame_offset = std::uniform_int_distribution<std::int64_t>(0, whole.num_frames())(random);
    range.num_frames = std::uniform_int_distribution<std::int64_t>(-1, 20000)(random);
    const std::int64_t rest = whole.num_frames() - range.frame_offset;
    const std::int64_t count = range.num_frames < 0 ? rest : std::min(rest, range.num_frames);
    EXPECT_TRUE(same_bits(view(load(file, range)), view(whole).frames(range.frame_offset, count)))
        << range.frame_offset << ", " << range.num_frames;
  }
}

TEST_P(load_audio, gives_no_frames_at_and_after_the_end) {
  const auto file = encode(GetParam(), 5000);
  const std::int64_t length = load(file).num_frames();
  for (const std::int64_t offset : {length, length + 1, std::int64_t{1} << 40}) {
    ac::load_options range;
    range.frame_offset = offset;
    const ac::audio_buffer nothing = load(file, range);
    EXPECT_EQ(nothing.num_frames(), 0);
    EXPECT_EQ(nothing.num_channels(), GetParam().num_channels);
  }
}

INSTANTIATE_TEST_SUITE_P(all, load_audio, testing::ValuesIn(test_support::every_kind()), name_of);

TEST(load_audio, maps_channels_as_the_separate_steps_would) {
  const auto file = encode(kind_named("wav_extensible_6_channels"), song_frames);
  const ac::audio_buffer all = load(file);
  ac::load_options options;
  options.channels = ac::channel_mode::stereo;
  EXPECT_TRUE(same_bits(view(load(file, options)), {all.data(), 2, all.num_frames(), all.num_frames()}));

  options.channels = ac::channel_mode::mono;
  const ac::audio_buffer mono = load(file, options);
  ASSERT_EQ(mono.num_channels(), 1);
  for (std::int64_t frame = 0; frame < mono.num_frames(); ++frame) {
    float sum = 0.0f;
    for (std::int64_t channel = 0; channel < 6; ++channel) sum += view(all).channel(channel)[frame];
    ASSERT_EQ(mono.data()[frame], sum / 6.0f) << frame;
  }
}

TEST(load_audio, repeats_a_mono_file_for_stereo) {
  const auto file = encode(kind_named("wav_mono"), song_frames);
  const ac::audio_buffer mono = load(file);
  ac::load_options options;
  options.channels = ac::channel_mode::stereo;
  const ac::audio_buffer stereo = load(file, options);
  ASSERT_EQ(stereo.num_channels(), 2);
  for (const std::int64_t channel : {0, 1}) {
    EXPECT_TRUE(same_bits({view(stereo).channel(channel), 1, stereo.num_frames(), stereo.num_frames()}, view(mono)));
  }
}

TEST(load_audio, resamples_a_range_as_a_file_of_its_own) {
  const auto file = encode(kind_named("wav_pcm_16"), song_frames);
  ac::load_options options;
  options.frame_offset = 7000;
  options.num_frames = 30001;
  options.channels = ac::channel_mode::mono;
  const ac::audio_buffer range = load(file, options);
  options.sample_rate = 44100;
  options.quality = ac::resample_quality::fast;
  const ac::audio_buffer expected = ac::resample(view(range), 48000, 44100, ac::resample_quality::fast);
  EXPECT_EQ(expected.num_frames(), (30001 * 44100 + 47999) / 48000);
  EXPECT_TRUE(same_bits(view(load(file, options)), view(expected)));
}

TEST(load_audio, leaves_the_samples_alone_when_the_rate_is_the_files_own) {
  const auto file = encode(kind_named("flac_24"), song_frames);
  ac::load_options options;
  options.sample_rate = 48000;
  EXPECT_TRUE(same_bits(view(load(file, options)), view(load(file))));
}

TEST(load_audio, names_the_argument_the_value_and_the_limit) {
  const auto file = encode(kind_named("wav_pcm_16"), 100);
  const auto message = [&](const ac::load_options& options) {
    try {
      ac::load_audio(*source_of(file), options);
    } catch (const ac::invalid_argument& failure) {
      return std::string(failure.what());
    }
    return std::string("nothing was thrown");
  };
  ac::load_options options;
  options.num_frames = -7;
  EXPECT_EQ(message(options), "num_frames must be -1 or >= 0, got -7");
  options = {};
  options.frame_offset = -1;
  EXPECT_EQ(message(options), "frame_offset must be >= 0, got -1");
  options = {};
  options.sample_rate = -8000;
  EXPECT_EQ(message(options), "sample_rate must be >= 0, got -8000");
  options = {};
  options.num_threads = -1;
  EXPECT_EQ(message(options), "num_threads must be >= 0, got -1");
  options = {};
  options.sample_rate = 48000 * 1000;
  EXPECT_THAT(message(options), testing::HasSubstr("256"));
}

TEST(load_audio, takes_the_range_in_seconds_too) {
  const auto file = encode(kind_named("wav_pcm_16"), 50000);
  ac::load_options in_frames;
  in_frames.frame_offset = 13920;
  in_frames.num_frames = 24000;
  ac::load_options in_seconds;
  in_seconds.offset = 0.29;
  in_seconds.duration = 0.5;
  EXPECT_TRUE(same_bits(load(file, in_seconds).view(), load(file, in_frames).view()));
  in_seconds.duration = -1.0;
  in_frames.num_frames = -1;
  EXPECT_TRUE(same_bits(load(file, in_seconds).view(), load(file, in_frames).view()));
}

TEST(load_audio, refuses_seconds_that_are_wrong_or_mixed_with_frames) {
  const auto file = encode(kind_named("wav_pcm_16"), 5000);
  const auto refuses = [&](double offset, double duration, std::int64_t num_frames = -1) {
    ac::load_options options;
    options.offset = offset;
    options.duration = duration;
    options.num_frames = num_frames;
    EXPECT_THROW(ac::load_audio(*test_support::source_of(file), options), ac::invalid_argument)
        << offset << ", " << duration << ", " << num_frames;
  };
  refuses(-0.5, -1.0);
  refuses(std::nan(""), -1.0);
  refuses(1e300, -1.0);
  refuses(0.0, -2.0);
  refuses(0.0, 1e300);
  refuses(0.5, -1.0, 100);
}

TEST(load_audio, loads_a_file_without_frames_as_no_frames) {
  const auto file = encode(kind_named("wav_pcm_16"), 0);
  const ac::audio_buffer nothing = load(file);
  EXPECT_EQ(nothing.num_channels(), 2);
  EXPECT_EQ(nothing.num_frames(), 0);
}

TEST(load_audio, loads_the_same_from_a_file_and_from_memory) {
  const test_support::temporary_folder folder;
  const std::string path = folder.path().string() + "/песня.flac";
  const auto file = encode(kind_named("flac_16"), song_frames);
  test_support::write_file(test_support::utf8_path(path), file);
  EXPECT_TRUE(same_bits(view(ac::load_audio(*ac::audio_source::open_file(path)).samples), view(load(file))));
}

TEST(load_audio, ends_soon_after_poll_asks_for_it) {
  // 20 minutes: a whole load takes far longer than a poll interval.
  std::vector<unsigned char> song = test_support::read_file(test_support::song_path());
  std::vector<unsigned char> file;
  for (int i = 0; i < 20; ++i) file.insert(file.end(), song.begin(), song.end());
  int polls = 0;
  ac::call_hooks hooks;
  hooks.user = &polls;
  hooks.poll = [](void* user) { return ++*static_cast<int*>(user) == 3; };
  EXPECT_THROW(ac::load_audio(*source_of(file), {}, hooks), ac::cancelled);
  EXPECT_EQ(polls, 3);
}

TEST(load_audio, passes_on_what_a_source_throws) {
  struct failing_source : ac::audio_source {
    std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override {
      if (offset > 30000) throw ac::io_error(EIO, name());
      return inner->read_at(offset, destination, count);
    }
    std::uint64_t size() override { return inner->size(); }
    ac::cstring_view name() const noexcept override { return "disk.wav"; }
    std::unique_ptr<ac::audio_source> inner;
  };
  for (const char* kind : {"wav_pcm_16", "flac_16", "vorbis", "mp3", "opus"}) {
    const auto file = encode(kind_named(kind), song_frames * 4);
    failing_source source;
    source.inner = source_of(file);
    EXPECT_THROW(ac::load_audio(source), ac::io_error) << kind;
  }
}
