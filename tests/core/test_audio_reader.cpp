#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/error.hpp>

#include "support/comparing.hpp"
#include "support/libsndfile.hpp"
#include "support/loading.hpp"

namespace ac = acestep_compat;
using test_support::encode;
using test_support::kind_named;
using test_support::load;
using test_support::same_bits;
using test_support::source_of;

namespace {

constexpr std::int64_t song_frames = 50000;

ac::const_audio_view view(const ac::audio_buffer& buffer) {
  return buffer.view();
}

// Everything from where the reader stands, in blocks of random sizes.
ac::audio_buffer read_to_end(ac::audio_reader& reader, std::int64_t capacity = 4 * song_frames) {
  ac::audio_buffer result(reader.num_channels(), capacity);
  std::mt19937 random(1);
  std::int64_t done = 0;
  while (true) {
    const auto wanted = std::uniform_int_distribution<std::int64_t>(1, 9000)(random);
    const std::int64_t got = reader.read(result.view().frames(done, wanted));
    done += got;
    if (got < wanted) break;
  }
  EXPECT_EQ(reader.read(result.view().frames(done, 1)), 0);
  result.truncate(done);
  return result;
}

}  // namespace

TEST(audio_reader, gives_in_blocks_what_one_load_gives) {
  for (const char* kind : {"wav_pcm_24", "flac_16", "vorbis", "opus", "mp3", "wav_ms_adpcm"}) {
    const auto file = encode(kind_named(kind), song_frames);
    const auto source = source_of(file);
    ac::audio_reader reader(*source);
    EXPECT_TRUE(same_bits(view(read_to_end(reader)), view(load(file)))) << kind;
  }
}

TEST(audio_reader, maps_and_resamples_continuously) {
  const auto file = encode(kind_named("flac_16"), song_frames);
  const auto source = source_of(file);
  ac::audio_reader reader(*source, {44100, ac::channel_mode::mono, ac::resample_quality::fast});
  EXPECT_EQ(reader.sample_rate(), 44100);
  EXPECT_EQ(reader.num_channels(), 1);
  ac::load_options options;
  options.sample_rate = 44100;
  options.channels = ac::channel_mode::mono;
  options.quality = ac::resample_quality::fast;
  EXPECT_TRUE(same_bits(view(read_to_end(reader)), view(load(file, options))));
}

TEST(audio_reader, continues_anywhere_after_a_seek) {
  for (const char* kind : {"wav_pcm_16", "flac_24", "vorbis", "opus", "mp3"}) {
    const auto file = encode(kind_named(kind), song_frames);
    const ac::audio_buffer whole = load(file);
    const auto source = source_of(file);
    ac::audio_reader reader(*source);
    for (const std::int64_t frame : {30000, 12345, 0, 49999, 12346}) {
      reader.seek(frame);
      EXPECT_EQ(reader.tell(), frame);
      EXPECT_TRUE(same_bits(view(read_to_end(reader)), view(whole).frames(frame, whole.num_frames() - frame)))
          << kind << " from " << frame;
    }
  }
}

TEST(audio_reader, restarts_resampling_after_a_seek) {
  const auto file = encode(kind_named("wav_pcm_16"), song_frames);
  const auto source = source_of(file);
  ac::audio_reader reader(*source, {16000, ac::channel_mode::all, ac::resample_quality::fast});
  ac::audio_buffer some(2, 5000);
  reader.read(some.view());
  reader.seek(20000);
  ac::load_options options;
  options.sample_rate = 16000;
  options.quality = ac::resample_quality::fast;
  options.frame_offset = 20000;
  EXPECT_TRUE(same_bits(view(read_to_end(reader)), view(load(file, options))));
}

TEST(audio_reader, reads_the_rest_into_memory_of_its_own) {
  for (const char* kind : {"wav_pcm_16", "flac_16", "mp3"}) {
    const auto file = encode(kind_named(kind), song_frames);
    const ac::audio_buffer whole = load(file);
    const auto source = source_of(file);
    ac::audio_reader reader(*source);
    EXPECT_TRUE(same_bits(view(reader.read_rest(0)), view(whole).frames(0, 0)));
    EXPECT_TRUE(same_bits(view(reader.read_rest(1234)), view(whole).frames(0, 1234))) << kind;
    const ac::audio_buffer rest = reader.read_rest();
    EXPECT_TRUE(same_bits(view(rest), view(whole).frames(1234, whole.num_frames() - 1234))) << kind;
    EXPECT_EQ(reader.read_rest().num_frames(), 0);
    EXPECT_THROW(reader.read_rest(-2), ac::invalid_argument);
  }
}

TEST(audio_reader, reads_the_rest_of_a_resampled_file_after_a_seek) {
  const auto file = encode(kind_named("wav_pcm_16"), song_frames);
  const auto source = source_of(file);
  ac::audio_reader reader(*source, {16000, ac::channel_mode::all, ac::resample_quality::fast});
  reader.seek(20000);
  ac::load_options options;
  options.sample_rate = 16000;
  options.quality = ac::resample_quality::fast;
  options.frame_offset = 20000;
  EXPECT_TRUE(same_bits(view(reader.read_rest(std::int64_t{1} << 40)), view(load(file, options))));
}

TEST(audio_reader, reports_the_source_frame_of_its_next_output) {
  const auto file = encode(kind_named("wav_pcm_16"), song_frames);
  const auto source = source_of(file);
  ac::audio_reader reader(*source, {16000, ac::channel_mode::all, ac::resample_quality::fast});
  EXPECT_EQ(reader.tell(), 0);
  ac::audio_buffer block(2, 1001);
  EXPECT_EQ(reader.read(block.view()), 1001);
  EXPECT_EQ(reader.tell(), 3003);
  reader.seek(10001);
  EXPECT_EQ(reader.read(block.view()), 1001);
  EXPECT_EQ(reader.tell(), 13004);
}

TEST(audio_reader, gives_nothing_after_a_seek_beyond_the_end) {
  const auto file = encode(kind_named("flac_16"), 5000);
  const auto source = source_of(file);
  ac::audio_reader reader(*source);
  ac::audio_buffer block(2, 10);
  reader.seek(std::int64_t{1} << 40);
  EXPECT_EQ(reader.tell(), 5000);
  EXPECT_EQ(reader.read(block.view()), 0);
}

TEST(audio_reader, reports_the_tags) {
  for (const char* kind : {"flac_16", "wav_pcm_16", "aiff_pcm_16", "caf_pcm_16"}) {
    const auto file = encode(kind_named(kind), 5000);
    const auto source = source_of(file);
    const ac::audio_reader reader(*source);
    ASSERT_GE(reader.info().tags.size(), 1) << kind;
    EXPECT_STREQ(reader.info().tags.key(0).c_str(), "title") << kind;
    EXPECT_STREQ(reader.info().tags.value(0).c_str(), "A song") << kind;
  }
}

TEST(audio_reader, refuses_arguments_out_of_range) {
  const auto file = encode(kind_named("wav_pcm_16"), 5000);
  const auto source = source_of(file);
  EXPECT_THROW(ac::audio_reader(*source, {-1}), ac::invalid_argument);
  ac::audio_reader reader(*source);
  EXPECT_THROW(reader.seek(-1), ac::invalid_argument);
  ac::audio_buffer mono(1, 10);
  EXPECT_THROW(reader.read(mono.view()), ac::invalid_argument);
}

TEST(audio_reader, ends_soon_after_poll_asks_for_it_though_every_read_is_short) {
  const auto file = encode(kind_named("wav_pcm_16"), 5000);
  const auto source = source_of(file);
  int polls = 0;
  ac::call_hooks hooks;
  hooks.user = &polls;
  hooks.poll = [](void* user) { return ++*static_cast<int*>(user) == 3; };
  ac::audio_reader reader(*source, {}, hooks);
  ac::audio_buffer block(reader.num_channels(), 100);
  const auto read_on = [&] {
    // A read takes microseconds; three poll intervals are a few ten thousand of them.
    for (int i = 0; i < 10'000'000; ++i) {
      reader.seek(0);
      reader.read(block.view());
    }
  };
  EXPECT_THROW(read_on(), ac::cancelled);
  EXPECT_EQ(polls, 3);
}

TEST(audio_reader, moves) {
  const auto file = encode(kind_named("wav_pcm_16"), 5000);
  const auto source = source_of(file);
  ac::audio_reader first(*source);
  ac::audio_reader second = std::move(first);
  EXPECT_TRUE(same_bits(view(read_to_end(second)), view(load(file))));
}
