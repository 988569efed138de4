#include <cerrno>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <acestep_compat/audio.hpp>

#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;

namespace {

const std::string song = ACESTEP_COMPAT_TEST_DATA "/test_track_001.mp3";

}  // namespace

TEST(load_audio_safe, gives_a_contiguous_float_tensor_of_channels_by_frames) {
  auto [waveform, sample_rate] = ac::load_audio_safe(song);
  EXPECT_EQ(sample_rate, 48000);
  EXPECT_EQ(waveform.scalar_type(), at::kFloat);
  EXPECT_TRUE(waveform.is_contiguous());
  const ac::audio_info info = ac::get_audio_info(song);
  EXPECT_EQ(waveform.sizes(), (std::vector<std::int64_t>{2, info.num_frames}));
  EXPECT_GT(waveform.abs().max().item<float>(), 0.1F);
}

TEST(load_audio_safe, loads_a_part_as_a_slice_of_the_whole) {
  const at::Tensor whole = ac::load_audio_safe(song).waveform;
  ac::load_options options;
  options.frame_offset = 1234567;
  options.num_frames = 4321;
  const at::Tensor part = ac::load_audio_safe(song, options).waveform;
  EXPECT_TRUE(at::equal(part, whole.slice(1, 1234567, 1234567 + 4321)));
}

TEST(load_audio_safe, gives_no_frames_after_the_end) {
  ac::load_options options;
  options.frame_offset = std::int64_t{1} << 40;
  const at::Tensor nothing = ac::load_audio_safe(song, options).waveform;
  EXPECT_EQ(nothing.sizes(), (std::vector<std::int64_t>{2, 0}));
  EXPECT_EQ(nothing.sum().item<float>(), 0.0F);
}

TEST(load_audio_safe, gives_the_same_samples_on_any_number_of_threads) {
  ac::load_options one;
  one.num_threads = 1;
  ac::load_options three;
  three.num_threads = 3;
  EXPECT_TRUE(at::equal(ac::load_audio_safe(song, one).waveform, ac::load_audio_safe(song, three).waveform));
}

TEST(load_audio_safe, resamples_to_the_rate_that_is_asked_for) {
  ac::load_options options;
  options.sample_rate = 16000;
  options.num_frames = 48001;
  const ac::loaded_audio loaded = ac::load_audio_safe(song, options);
  EXPECT_EQ(loaded.sample_rate, 16000);
  EXPECT_EQ(loaded.waveform.size(1), 16001);  // ceil(48001 / 3)
}

TEST(load_audio_safe, reads_from_memory_as_from_a_file) {
  std::ifstream file(song, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  const auto source = ac::audio_source::from_memory(bytes.data(), bytes.size());
  EXPECT_TRUE(at::equal(ac::load_audio_safe(*source).waveform, ac::load_audio_safe(song).waveform));
  EXPECT_EQ(ac::get_audio_info(*source).num_frames, ac::get_audio_info(song).num_frames);
}

TEST(load_audio_safe, throws_io_error_for_a_missing_file) {
  try {
    ac::load_audio_safe("no such file.wav");
    FAIL() << "no exception";
  } catch (const ac::io_error& failure) {
    EXPECT_EQ(failure.code(), ENOENT);
    EXPECT_STREQ(failure.path().c_str(), "no such file.wav");
  }
}

TEST(load_audio_safe_mono, is_the_mean_of_the_channels) {
  const at::Tensor mono = ac::load_audio_safe_mono(song).waveform;
  const at::Tensor mean = ac::load_audio_safe(song).waveform.mean(0, true);
  // Both round a sum and a product of values up to 1.2 in float32: a few units in the last place.
  EXPECT_TRUE(at::allclose(mono, mean, 0.0, 5e-7));
}

TEST(load_audio_safe_stereo, duplicates_mono) {
  const test_support::temporary_folder folder;
  ac::save_audio_safe(folder / "mono.wav", at::linspace(-1.0, 1.0, 1000), 8000);
  auto [waveform, sample_rate] = ac::load_audio_safe_stereo(folder / "mono.wav");
  ASSERT_EQ(waveform.sizes(), (std::vector<std::int64_t>{2, 1000}));
  EXPECT_TRUE(at::equal(waveform[0], waveform[1]));
}

TEST(load_audio_safe_batch, gives_each_file_in_its_place) {
  const test_support::temporary_folder folder;
  std::vector<std::string> paths;
  for (int i = 0; i < 5; ++i) {
    paths.push_back(folder / (std::to_string(i) + ".wav"));
    ac::save_audio_safe(paths.back(), at::full({1, 100 + i}, 0.125 * i), 8000 + i);
  }
  const std::vector<ac::loaded_audio> loaded = ac::load_audio_safe_batch(paths);
  ASSERT_EQ(loaded.size(), 5U);
  for (int i = 0; i < 5; ++i) {
    const ac::loaded_audio& one = loaded[static_cast<std::size_t>(i)];
    EXPECT_EQ(one.sample_rate, 8000 + i);
    EXPECT_TRUE(at::equal(one.waveform, at::full({1, 100 + i}, 0.125 * i)));
  }
}

TEST(load_audio_safe_batch, throws_the_first_error_unless_errors_are_asked_for) {
  const std::vector<std::string> paths{song, "missing 1.wav", "missing 2.wav"};
  EXPECT_THROW(ac::load_audio_safe_batch(paths), ac::io_error);

  std::vector<std::exception_ptr> errors;
  const std::vector<ac::loaded_audio> loaded = ac::load_audio_safe_batch(paths, {}, &errors);
  ASSERT_EQ(errors.size(), 3U);
  EXPECT_FALSE(errors[0]);
  EXPECT_TRUE(loaded[0].waveform.defined());
  EXPECT_TRUE(errors[1]);
  EXPECT_TRUE(errors[2]);
  EXPECT_FALSE(loaded[2].waveform.defined());
}
