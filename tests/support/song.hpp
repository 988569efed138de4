#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>
#include <vector>

#include "support/test_audio.hpp"

namespace test_support {

std::string song_path();

/// `num_frames` of the song from its tenth second on; channels beyond two repeat with other offsets.
test_audio<float> song(std::int64_t num_channels, std::int64_t num_frames);

/// The song as integers of `Sample`'s width, full scale.
template <typename Sample>
test_audio<Sample> song_as(std::int64_t num_channels, std::int64_t num_frames) {
  const test_audio<float> floats = song(num_channels, num_frames);
  test_audio<Sample> part{num_channels, num_frames, std::vector<Sample>(floats.samples.size())};
  for (std::size_t i = 0; i < floats.samples.size(); ++i) {
    const double x = floats.samples[i] < -1.0f ? -1.0 : floats.samples[i] > 1.0f ? 1.0 : floats.samples[i];
    if constexpr (std::is_same_v<Sample, std::uint8_t>) {
      part.samples[i] = static_cast<std::uint8_t>(128.0 + 127.0 * x);
    } else if constexpr (std::is_integral_v<Sample>) {
      part.samples[i] = static_cast<Sample>(x * static_cast<double>(std::numeric_limits<Sample>::max()));
    } else {
      part.samples[i] = static_cast<Sample>(floats.samples[i]);
    }
  }
  return part;
}

/// `num_frames` frames of the song from `first` (in frames at 48 kHz), rounded to `bits` bits. More than two channels
/// are mixtures and delayed copies of the song's two.
test_audio<std::int32_t> song_pcm(int num_channels, int bits, std::int64_t num_frames, std::int64_t first = 480000);

}  // namespace test_support
