#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include <gtest/gtest.h>
#include <hwy/targets.h>

#include <acestep_compat/core/resampler.hpp>

namespace ac = acestep_compat;

namespace {

std::vector<float> sine(int rate, std::int64_t num_frames) {
  std::vector<float> samples(static_cast<std::size_t>(num_frames));
  for (std::size_t i = 0; i < samples.size(); ++i)
    samples[i] = static_cast<float>(0.9 * std::sin(2 * std::numbers::pi * 997 * static_cast<double>(i) / rate));
  return samples;
}

std::vector<float> resampled(int orig, int target, ac::resample_quality quality) {
  const std::vector<float> in = sine(orig, orig / 4);
  const auto n = static_cast<std::int64_t>(in.size());
  const ac::audio_buffer out = ac::resample({in.data(), 1, n, n}, orig, target, quality);
  return {out.data(), out.data() + out.num_frames()};
}

/// Runs only the kernels of one instruction set until it is destroyed.
class only_target {
public:
  explicit only_target(std::int64_t target) { hwy::SetSupportedTargetsForTest(target); }
  ~only_target() { hwy::SetSupportedTargetsForTest(0); }
};

}  // namespace

TEST(simd_resample, follows_the_ideal_sine_and_the_others_with_every_instruction_set) {
  const std::vector<std::pair<int, int>> conversions = {{44100, 48000}, {48000, 16000}, {22050, 44100},
                                                        {44100, 44101}, {44100, 24000}, {64000, 48000}};
  for (const auto& [orig, target] : conversions) {
    for (const auto quality : {ac::resample_quality::high, ac::resample_quality::best}) {
      const std::vector<float> expected = resampled(orig, target, quality);
      const std::vector<float> ideal = sine(target, static_cast<std::int64_t>(expected.size()));
      for (const std::int64_t instructions : hwy::SupportedAndGeneratedTargets()) {
        const only_target restricted(instructions);
        const std::vector<float> out = resampled(orig, target, quality);
        ASSERT_EQ(out.size(), expected.size());
        for (std::size_t i = 0; i < out.size(); ++i) {
          ASSERT_NEAR(out[i], expected[i], 1e-6) << hwy::TargetName(instructions) << " frame " << i;
          // The filter of 'best' at 16 kHz is 504 frames long on either side of its output.
          if (i > 700 && i + 700 < out.size()) {
            ASSERT_NEAR(out[i], ideal[i], 1e-6) << hwy::TargetName(instructions) << " frame " << i;
          }
        }
      }
    }
  }
}
