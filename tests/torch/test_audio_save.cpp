#include <string>
#include <vector>

#include <ATen/ATen.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <acestep_compat/audio.hpp>

#include "support/temporary_folder.hpp"

namespace ac = acestep_compat;

namespace {

at::Tensor tone(std::int64_t num_channels, std::int64_t num_frames) {
  const at::Tensor time = at::arange(num_frames, at::kFloat);
  const at::Tensor frequency = at::arange(1, num_channels + 1, at::kFloat).unsqueeze(1);
  return at::sin(time * frequency * 0.01) * 0.8;
}

std::string message_of_saving(const at::Tensor& waveform) {
  try {
    ac::save_audio_safe("never written.wav", waveform, 48000);
  } catch (const ac::invalid_argument& failure) {
    return failure.what();
  }
  return "no exception";
}

}  // namespace

TEST(save_audio_safe, keeps_float_samples_bit_for_bit) {
  const test_support::temporary_folder folder;
  const at::Tensor waveform = tone(2, 5000);
  ac::save_audio_safe(folder / "a.wav", waveform, 44100);
  const ac::loaded_audio loaded = ac::load_audio_safe(folder / "a.wav");
  EXPECT_EQ(loaded.sample_rate, 44100);
  EXPECT_TRUE(at::equal(loaded.waveform, waveform));
}

TEST(save_audio_safe, keeps_the_values_of_int16) {
  const test_support::temporary_folder folder;
  const at::Tensor values = at::arange(-32768, 32768, at::kShort).reshape({2, 32768});
  for (const char* name : {"a.wav", "a.flac"}) {
    ac::save_audio_safe(folder / name, values, 44100);
    EXPECT_EQ(ac::get_audio_info(folder / name).bits_per_sample, 16);
    EXPECT_TRUE(at::equal(ac::load_audio_safe(folder / name).waveform, values.to(at::kFloat) / 32768.0)) << name;
  }
}

TEST(save_audio_safe, takes_one_dimension_as_one_channel) {
  const test_support::temporary_folder folder;
  const at::Tensor waveform = tone(1, 300);
  ac::save_audio_safe(folder / "a.wav", waveform[0], 8000);
  EXPECT_TRUE(at::equal(ac::load_audio_safe(folder / "a.wav").waveform, waveform));
}

TEST(save_audio_safe, takes_any_strides) {
  const test_support::temporary_folder folder;
  const at::Tensor waveform = tone(3, 400);
  const at::Tensor interleaved = waveform.t().contiguous().t();
  ASSERT_FALSE(interleaved.is_contiguous());
  ac::save_audio_safe(folder / "a.wav", interleaved, 8000);
  EXPECT_TRUE(at::equal(ac::load_audio_safe(folder / "a.wav").waveform, waveform));
  ac::save_audio_safe(folder / "b.wav", waveform.slice(1, 0, 400, 3), 8000);
  EXPECT_TRUE(at::equal(ac::load_audio_safe(folder / "b.wav").waveform, waveform.slice(1, 0, 400, 3)));
}

TEST(save_audio_safe, takes_half_precision_double_and_tensors_that_need_a_gradient) {
  const test_support::temporary_folder folder;
  for (const at::ScalarType type : {at::kHalf, at::kBFloat16, at::kDouble}) {
    const at::Tensor waveform = tone(2, 400).to(type);
    ac::save_audio_safe(folder / "a.wav", waveform, 8000);
    EXPECT_TRUE(at::equal(ac::load_audio_safe(folder / "a.wav").waveform, waveform.to(at::kFloat))) << type;
  }
  const at::Tensor trained = tone(2, 400).requires_grad_();
  ac::save_audio_safe(folder / "b.wav", trained, 8000);
  EXPECT_TRUE(at::equal(ac::load_audio_safe(folder / "b.wav").waveform, trained));
}

TEST(save_audio_safe, writes_what_a_lazily_negated_tensor_means) {
  const test_support::temporary_folder folder;
  const at::Tensor waveform = tone(2, 400);
  ac::save_audio_safe(folder / "a.wav", at::_neg_view(waveform), 8000);
  EXPECT_TRUE(at::equal(ac::load_audio_safe(folder / "a.wav").waveform, -waveform));
}

TEST(save_audio_safe, names_the_shape_that_it_refuses) {
  EXPECT_THAT(message_of_saving(at::zeros({2, 3, 4})), testing::HasSubstr("[2, 3, 4]"));
  EXPECT_THAT(message_of_saving(at::zeros({})), testing::HasSubstr("[]"));
  EXPECT_THAT(message_of_saving(at::Tensor()), testing::HasSubstr("undefined"));
}

TEST(save_audio_safe, names_the_type_that_it_refuses) {
  EXPECT_THAT(message_of_saving(at::zeros({1, 4}, at::kLong)), testing::HasSubstr("Long"));
  EXPECT_THAT(message_of_saving(at::zeros({1, 4}, at::kComplexFloat)), testing::HasSubstr("ComplexFloat"));
}

TEST(save_audio_safe_batch, takes_one_rate_for_all_or_one_for_each) {
  const test_support::temporary_folder folder;
  const std::vector<std::string> paths{folder / "a.wav", folder / "b.wav"};
  const std::vector<at::Tensor> waveforms{tone(1, 100), tone(2, 200)};
  ac::save_audio_safe_batch(paths, waveforms, {8000});
  EXPECT_EQ(ac::get_audio_info(paths[1]).sample_rate, 8000);
  ac::save_audio_safe_batch(paths, waveforms, {8000, 16000});
  EXPECT_EQ(ac::get_audio_info(paths[1]).sample_rate, 16000);
  EXPECT_TRUE(at::equal(ac::load_audio_safe(paths[1]).waveform, waveforms[1]));
  EXPECT_THROW(ac::save_audio_safe_batch(paths, waveforms, {1, 2, 3}), ac::invalid_argument);
  EXPECT_THROW(ac::save_audio_safe_batch(paths, {waveforms[0]}, {8000}), ac::invalid_argument);
}

TEST(save_audio_safe_batch, saves_the_others_when_one_fails) {
  const test_support::temporary_folder folder;
  const std::vector<std::string> paths{folder / "no such folder/a.wav", folder / "b.wav"};
  const std::vector<at::Tensor> waveforms{tone(1, 100), tone(1, 100)};
  EXPECT_THROW(ac::save_audio_safe_batch(paths, waveforms, {8000}), ac::io_error);
  EXPECT_EQ(ac::get_audio_info(paths[1]).num_frames, 100);
  std::vector<std::exception_ptr> errors;
  ac::save_audio_safe_batch(paths, waveforms, {8000}, {}, &errors);
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_TRUE(errors[0]);
  EXPECT_FALSE(errors[1]);
}
