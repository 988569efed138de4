#include "support/test_audio.hpp"

#include <cmath>

namespace test_support {

test_audio<float> joined_audio(const std::vector<test_audio<float>>& parts) {
  test_audio<float> whole{parts.front().num_channels, 0, {}, parts.front().sample_rate};
  for (const auto& part : parts) whole.num_frames += part.num_frames;
  for (std::int64_t channel = 0; channel < whole.num_channels; ++channel) {
    for (const auto& part : parts) {
      whole.samples.insert(whole.samples.end(), part[channel].begin(), part[channel].end());
    }
  }
  return whole;
}

test_audio<float> as_floats(const test_audio<std::int32_t>& integers) {
  test_audio<float> floats{integers.num_channels, integers.num_frames, {}, integers.sample_rate};
  floats.samples.reserve(integers.samples.size());
  for (const std::int32_t sample : integers.samples) {
    floats.samples.push_back(static_cast<float>(std::ldexp(static_cast<float>(sample), 1 - integers.bits)));
  }
  return floats;
}

}  // namespace test_support
