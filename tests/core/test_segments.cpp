#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/error.hpp>

#include "pipeline/segments.hpp"
#include "support/comparing.hpp"
#include "support/libsndfile.hpp"
#include "support/loading.hpp"
#include "support/song.hpp"

namespace ac = acestep_compat;
using test_support::bytes;
using test_support::encode;
using test_support::file_kind;
using test_support::kind_named;
using test_support::same_bits;
using test_support::source_of;

namespace {

// Seven segments of five seconds, and some.
constexpr std::int64_t long_frames = 38 * 48000 + 12345;

std::string name_of(const testing::TestParamInfo<file_kind>& info) {
  return info.param.name;
}

// A decoder of a made-up signal; once it was moved it decodes something else from frame `wrong_from` on, as a codec
// with a memory that a seek does not restore would.
class counting_decoder final : public ac::detail::decoder {
public:
  counting_decoder(std::int64_t num_frames, std::int64_t wrong_from, std::int64_t ends_at)
      : wrong_from_(wrong_from), ends_at_(ends_at) {
    info_.sample_rate = 48000;
    info_.num_channels = 1;
    info_.num_frames = num_frames;
  }

  std::int64_t read(ac::audio_view output) override {
    const std::int64_t got = std::clamp<std::int64_t>(ends_at_ - position_, 0, output.num_frames);
    for (std::int64_t frame = 0; frame < got; ++frame, ++position_) {
      output.data[frame] = static_cast<float>(position_ % 9973) + (moved_ && position_ >= wrong_from_ ? 0.5f : 0.0f);
    }
    return got;
  }
  void seek(std::int64_t frame) override {
    moved_ = true;
    position_ = frame;
  }
  ac::cstring_view damage() const noexcept override { return position_ >= ends_at_ ? "it ends early" : ""; }

private:
  std::unique_ptr<decoder> make_fork() override {
    return std::make_unique<counting_decoder>(info_.num_frames, wrong_from_, ends_at_);
  }

  std::int64_t wrong_from_;
  std::int64_t ends_at_;
  bool moved_ = false;
  std::int64_t position_ = 0;
};

// The frames that four segments of a signal of `num_frames` give.
std::vector<float> in_four_segments(std::int64_t num_frames, std::int64_t wrong_from, std::int64_t ends_at,
                                    int num_workers = 4) {
  ac::detail::load_plan plan;
  plan.num_frames = num_frames;
  plan.sample_rate = 48000;
  auto workers =
      ac::detail::make_workers(std::make_unique<counting_decoder>(num_frames, wrong_from, ends_at), plan, num_workers);
  EXPECT_EQ(workers.size(), static_cast<std::size_t>(num_workers));
  const std::vector<std::int64_t> starts{0, num_frames / 4, num_frames / 2, num_frames / 4 * 3};
  std::vector<float> output(static_cast<std::size_t>(num_frames));
  ac::detail::poller poll({});
  const auto result =
      ac::detail::render_segments(std::move(workers), starts, {output.data(), 1, num_frames, num_frames}, poll);
  output.resize(static_cast<std::size_t>(result.num_frames));
  return output;
}

std::vector<float> counted(std::int64_t num_frames) {
  std::vector<float> expected;
  for (std::int64_t frame = 0; frame < num_frames; ++frame) expected.push_back(static_cast<float>(frame % 9973));
  return expected;
}

constexpr std::int64_t never = std::int64_t{1} << 40;

}  // namespace

class load_with_threads : public testing::TestWithParam<file_kind> {};

TEST_P(load_with_threads, gives_the_same_bits_for_any_number) {
  const bytes file = encode(GetParam(), long_frames);
  ac::load_options options;
  options.num_threads = 1;
  const ac::audio_buffer one = test_support::load(file, options);
  for (const int threads : {2, 3, 7}) {
    options.num_threads = threads;
    EXPECT_TRUE(same_bits(test_support::load(file, options).view(), one.view())) << threads;
  }
}

TEST_P(load_with_threads, gives_the_same_bits_when_it_maps_resamples_and_cuts) {
  const bytes file = encode(GetParam(), long_frames);
  ac::load_options options;
  options.num_threads = 1;
  options.sample_rate = GetParam().sample_rate * 147 / 160;
  options.channels = ac::channel_mode::mono;
  options.frame_offset = 100001;
  options.num_frames = long_frames - 200003;
  const ac::audio_buffer one = test_support::load(file, options);
  for (const int threads : {2, 5}) {
    options.num_threads = threads;
    EXPECT_TRUE(same_bits(test_support::load(file, options).view(), one.view())) << threads;
  }
}

INSTANTIATE_TEST_SUITE_P(all, load_with_threads,
                         testing::Values(kind_named("wav_pcm_16"), kind_named("wav_pcm_24"), kind_named("wav_float"),
                                         kind_named("wav_ms_adpcm"), kind_named("w64_pcm_24"), kind_named("flac_16"),
                                         kind_named("flac_24"), kind_named("vorbis"), kind_named("opus"),
                                         kind_named("mp3"), kind_named("mp3_mono_24k"), kind_named("aiff_pcm_16"),
                                         kind_named("au_pcm_16"), kind_named("caf_float")),
                         name_of);

TEST(load_with_threads, gives_the_same_bits_of_the_song_for_any_number) {
  ac::load_options options;
  options.num_threads = 1;
  const auto source = ac::audio_source::open_file(test_support::song_path());
  const auto one = ac::load_audio(*source, options);
  for (const int threads : {2, 3, 7}) {
    options.num_threads = threads;
    EXPECT_TRUE(same_bits(ac::load_audio(*source, options).samples.view(), one.samples.view())) << threads;
  }
}

TEST(load_with_threads, gives_of_a_cut_file_what_one_thread_gives) {
  for (const char* kind : {"flac_16", "mp3", "vorbis", "wav_pcm_16"}) {
    bytes file = encode(kind_named(kind), long_frames);
    file.resize(file.size() * 55 / 100);
    test_support::warning_log one_log;
    test_support::warning_log many_log;
    ac::load_options options;
    options.num_threads = 1;
    const auto one = ac::load_audio(*source_of(file), options, one_log.hooks());
    options.num_threads = 4;
    const auto many = ac::load_audio(*source_of(file), options, many_log.hooks());
    EXPECT_TRUE(same_bits(many.samples.view(), one.samples.view())) << kind;
    EXPECT_EQ(many_log.messages, one_log.messages);
  }
}

TEST(load_with_threads, gives_of_a_damaged_file_what_one_thread_gives) {
  for (const char* kind : {"flac_16", "mp3", "vorbis", "wav_pcm_16"}) {
    bytes file = encode(kind_named(kind), long_frames);
    std::fill_n(file.begin() + static_cast<std::ptrdiff_t>(file.size() * 60 / 100), 20000, 0x55);
    test_support::warning_log one_log;
    test_support::warning_log many_log;
    ac::load_options options;
    options.num_threads = 1;
    const auto one = ac::load_audio(*source_of(file), options, one_log.hooks());
    options.num_threads = 4;
    const auto many = ac::load_audio(*source_of(file), options, many_log.hooks());
    EXPECT_TRUE(same_bits(many.samples.view(), one.samples.view())) << kind;
    EXPECT_EQ(many_log.messages, one_log.messages);
  }
}

TEST(segments, stay_one_below_twice_the_shortest) {
  using testing::ElementsAre;
  EXPECT_THAT(ac::detail::segment_starts(9, 5, 8), ElementsAre(0));
  EXPECT_THAT(ac::detail::segment_starts(10, 5, 8), ElementsAre(0, 5));
  EXPECT_THAT(ac::detail::segment_starts(12, 5, 2), ElementsAre(0, 6));
  EXPECT_THAT(ac::detail::segment_starts(1000, 5, 1), ElementsAre(0));
  EXPECT_THAT(ac::detail::segment_starts(0, 5, 8), ElementsAre(0));
  EXPECT_THAT(ac::detail::segment_starts(-1, 5, 8), ElementsAre(0));
}

TEST(segments, become_smaller_towards_the_end_but_not_too_small_or_too_many) {
  for (const std::int64_t length : {180, 3600, 360000}) {
    for (const int threads : {2, 3, 7, 64}) {
      auto starts = ac::detail::segment_starts(length, 5, threads);
      EXPECT_LE(starts.size(), 101u);
      EXPECT_GE(starts.size(), static_cast<std::size_t>(std::min<std::int64_t>(threads, length / 5)));
      starts.push_back(length);
      std::int64_t before = starts[1];
      EXPECT_LE(before, std::max<std::int64_t>(5, length / threads));
      for (std::size_t i = 1; i < starts.size(); ++i) {
        const std::int64_t size = starts[i] - starts[i - 1];
        EXPECT_GE(size, 5);
        EXPECT_LE(size, before + 1);  // what remains of a division goes to the last ones
        before = size;
      }
    }
  }
}

TEST(segments, join_to_the_whole) {
  for (const int workers : {2, 3, 4}) EXPECT_EQ(in_four_segments(400000, never, never, workers), counted(400000));
}

TEST(segments, give_up_where_a_decoder_disagrees_with_the_one_before) {
  for (const int workers : {2, 3, 4}) {
    EXPECT_EQ(in_four_segments(400000, 0, never, workers), counted(400000));
    EXPECT_EQ(in_four_segments(400000, 99999, never, workers), counted(400000));  // just before the second segment
  }
}

TEST(segments, end_where_the_file_ends_early) {
  for (const int workers : {2, 3, 4}) {
    EXPECT_EQ(in_four_segments(400000, never, 250000, workers), counted(250000));
    EXPECT_EQ(in_four_segments(400000, never, 50000, workers), counted(50000));
  }
}

TEST(segments, stop_all_at_once_when_cancelled) {
  const bytes file = encode(kind_named("opus"), long_frames);
  ac::call_hooks hooks;
  hooks.poll = [](void*) { return true; };
  ac::load_options options;
  options.num_threads = 4;
  EXPECT_THROW(ac::load_audio(*source_of(file), options, hooks), ac::cancelled);
}
