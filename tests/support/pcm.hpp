#pragma once

#include <cstdint>
#include <vector>

namespace test_support {

/// Integer samples of `bits` bits, a vector per channel: what lossless codecs carry.
struct pcm {
  int sample_rate = 44100;  ///< Hz
  int bits = 16;
  std::vector<std::vector<std::int32_t>> channels;

  std::int64_t num_frames() const { return channels.empty() ? 0 : static_cast<std::int64_t>(channels.front().size()); }
};

/// What a decoder makes of it: x / 2^(bits - 1), a vector per channel.
std::vector<std::vector<float>> as_floats(const pcm& samples);

}  // namespace test_support
