#include "pipeline/segments.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/error.hpp>

#include "support/audio_files.hpp"
#include "support/loading.hpp"

namespace ac = acestep_compat;
using test_support::bytes;
using test_support::encode;
using test_support::file_kind;
using test_support::kind_named;
using test_support::same_samples;
using test_support::source_of;

namespace {

// Seven segments of five seconds, and some.
constexpr std::int64_t long_frames = 38 * 48000 + 12345;

std::string name_of(const testing::TestParamInfo<file_kind>& info) {
  return info.param.name;
}

// A decoder of a made-up signal; from frame `wrong_from` on its forks decode something else, as a codec with a memory
// that a seek does not restore would.
class counting_decoder final : public ac::detail::decoder {
public:
  counting_decoder(std::int64_t num_frames, std::int64_t wrong_from, std::int64_t ends_at, bool forked)
      : wrong_from_(wrong_from), ends_at_(ends_at), forked_(forked) {
    info_.sample_rate = 48000;
    info_.num_channels = 1;
    info_.num_frames = num_frames;
  }

  std::int64_t read(ac::audio_view output) override {
    const std::int64_t got = std::clamp<std::int64_t>(ends_at_ - position_, 0, output.num_frames);
    for (std::int64_t frame = 0; frame < got; ++frame, ++position_) {
      output.data[frame] = static_cast<float>(position_ % 9973) + (forked_ && position_ >= wrong_from_ ? 0.5f : 0.0f);
    }
    return got;
  }
  void seek(std::int64_t frame) override { position_ = frame; }
  std::unique_ptr<decoder> fork() override {
    return std::make_unique<counting_decoder>(info_.num_frames, wrong_from_, ends_at_, true);
  }
  ac::cstring_view damage() const noexcept override { return position_ >= ends_at_ ? "it ends early" : ""; }

private:
  std::int64_t wrong_from_;
  std::int64_t ends_at_;
  bool forked_;
  std::int64_t position_ = 0;
};

// The frames that four segments of a signal of `num_frames` give.
std::vector<float> in_four_segments(std::int64_t num_frames, std::int64_t wrong_from, std::int64_t ends_at) {
  ac::detail::pipeline_options options;
  options.num_frames = num_frames;
  options.sample_rate = 48000;
  auto segments = ac::detail::make_segments(std::make_unique<counting_decoder>(num_frames, wrong_from, ends_at, false),
                                            options, num_frames, 4);
  EXPECT_EQ(segments.size(), 4u);
  std::vector<float> output(static_cast<std::size_t>(num_frames));
  ac::detail::poller poll({});
  const auto result = ac::detail::render_segments(segments, {output.data(), 1, num_frames, num_frames}, poll);
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
    EXPECT_TRUE(same_samples(test_support::load(file, options).view(), one.view())) << threads;
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
    EXPECT_TRUE(same_samples(test_support::load(file, options).view(), one.view())) << threads;
  }
}

INSTANTIATE_TEST_SUITE_P(all, load_with_threads,
                         testing::Values(kind_named("wav_pcm_16"), kind_named("wav_pcm_24"), kind_named("wav_float"),
                                         kind_named("wav_ms_adpcm"), kind_named("w64_pcm_24"), kind_named("flac_16"),
                                         kind_named("flac_24"), kind_named("vorbis"), kind_named("opus"),
                                         kind_named("mp3"), kind_named("mp3_mono_24k"), kind_named("aiff_pcm_16"),
                                         kind_named("au_pcm_16"), kind_named("caf_float")),
                         name_of);

TEST(load_with_threads_of_the_song, gives_the_same_bits_for_any_number) {
  ac::load_options options;
  options.num_threads = 1;
  const auto source = ac::audio_source::open_file(test_support::song_path());
  const auto one = ac::load_audio(*source, options);
  for (const int threads : {2, 3, 7}) {
    options.num_threads = threads;
    EXPECT_TRUE(same_samples(ac::load_audio(*source, options).samples.view(), one.samples.view())) << threads;
  }
}

TEST(load_with_threads_of_a_cut_file, gives_what_one_thread_gives) {
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
    EXPECT_TRUE(same_samples(many.samples.view(), one.samples.view())) << kind;
    EXPECT_EQ(many_log.messages, one_log.messages);
  }
}

TEST(load_with_threads_of_a_damaged_file, gives_what_one_thread_gives) {
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
    EXPECT_TRUE(same_samples(many.samples.view(), one.samples.view())) << kind;
    EXPECT_EQ(many_log.messages, one_log.messages);
  }
}

TEST(segments, are_not_worth_it_below_ten_seconds) {
  EXPECT_EQ(ac::detail::segment_count(48000 * 9, 48000, 8), 1);
  EXPECT_EQ(ac::detail::segment_count(48000 * 10, 48000, 8), 2);
  EXPECT_EQ(ac::detail::segment_count(48000 * 1000, 48000, 8), 8);
  EXPECT_EQ(ac::detail::segment_count(0, 48000, 8), 1);
}

TEST(segments, join_to_the_whole) {
  EXPECT_EQ(in_four_segments(400000, never, never), counted(400000));
}

TEST(segments, are_given_up_where_a_decoder_disagrees_with_the_one_before) {
  EXPECT_EQ(in_four_segments(400000, 0, never), counted(400000));
  EXPECT_EQ(in_four_segments(400000, 99999, never), counted(400000));  // one frame before the second segment
}

TEST(segments, end_where_the_file_ends_early) {
  EXPECT_EQ(in_four_segments(400000, never, 250000), counted(250000));
  EXPECT_EQ(in_four_segments(400000, never, 50000), counted(50000));
}

TEST(segments, are_cancelled_all_at_once) {
  const bytes file = encode(kind_named("opus"), long_frames);
  ac::call_hooks hooks;
  hooks.poll = [](void*) { return true; };
  ac::load_options options;
  options.num_threads = 4;
  EXPECT_THROW(ac::load_audio(*source_of(file), options, hooks), ac::cancelled);
}
