#include "support/test_audio.hpp"

#include <cmath>

namespace test_support {

std::vector<std::vector<float>> as_floats(const pcm& samples) {
  std::vector<std::vector<float>> result;
  for (const auto& channel : samples.channels) {
    std::vector<float>& floats = result.emplace_back();
    for (const std::int32_t sample : channel) {
      floats.push_back(static_cast<float>(std::ldexp(static_cast<float>(sample), 1 - samples.bits)));
    }
  }
  return result;
}

}  // namespace test_support
