#include "support/song.hpp"

#include <algorithm>
#include <cmath>

#include "support/libsndfile.hpp"

namespace test_support {

namespace {

const test_audio<float>& whole_song() {
  static const test_audio<float> samples = read_reference<float>(song_path());
  return samples;
}

}  // namespace

std::string song_path() {
  return std::string(ACESTEP_COMPAT_TEST_DATA) + "/test_track_001.mp3";
}

test_audio<float> song(std::int64_t num_channels, std::int64_t num_frames) {
  const test_audio<float>& whole = whole_song();
  test_audio<float> part{num_channels, num_frames, {}};
  part.samples.resize(static_cast<std::size_t>(num_channels * num_frames));
  for (std::int64_t channel = 0; channel < num_channels; ++channel) {
    for (std::int64_t frame = 0; frame < num_frames; ++frame) {
      part.at(channel, frame) = whole.at(channel % 2, 480000 + 1000 * (channel / 2) + frame);
    }
  }
  return part;
}

test_audio<std::int32_t> song_pcm(int num_channels, int bits, std::int64_t num_frames, std::int64_t first) {
  const test_audio<float>& whole = whole_song();
  const double scale = std::ldexp(1.0, bits - 1);
  auto part = audio_of_shape<std::int32_t>(num_channels, num_frames, 44100, bits);
  for (int c = 0; c < num_channels; ++c) {
    for (std::int64_t i = 0; i < num_frames; ++i) {
      const std::int64_t at = (first + i + 997 * (c / 2)) % whole.num_frames;
      const double mixed = c < 2 ? whole.at(c, at) : 0.5 * (whole.at(0, at) - whole.at(c % 2, at / 2));
      const double rounded = std::nearbyint(mixed * scale);
      part.at(c, i) = static_cast<std::int32_t>(std::clamp(rounded, -scale, scale - 1));
    }
  }
  return part;
}

}  // namespace test_support
