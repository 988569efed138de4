#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <acestep_compat/core/audio_view.hpp>

#include "support/sndfile_reference.hpp"

namespace test_support {

inline std::string song_path() {
  return std::string(ACESTEP_COMPAT_TEST_DATA) + "/test_track_001.mp3";
}

/// Samples of one type that a test saves, planar.
template <typename Sample>
struct planar_audio {
  std::int64_t num_channels = 0;
  std::int64_t num_frames = 0;
  std::vector<Sample> samples;

  Sample& at(std::int64_t channel, std::int64_t frame) {
    return samples[static_cast<std::size_t>(channel * num_frames + frame)];
  }
  const Sample& at(std::int64_t channel, std::int64_t frame) const {
    return samples[static_cast<std::size_t>(channel * num_frames + frame)];
  }
  acestep_compat::sample_view view() const;
};

template <typename Sample>
constexpr acestep_compat::sample_type sample_type_of() {
  using acestep_compat::sample_type;
  if constexpr (std::is_same_v<Sample, std::uint8_t>) return sample_type::uint8;
  if constexpr (std::is_same_v<Sample, std::int16_t>) return sample_type::int16;
  if constexpr (std::is_same_v<Sample, std::int32_t>) return sample_type::int32;
  if constexpr (std::is_same_v<Sample, float>) return sample_type::float32;
  return sample_type::float64;
}

template <typename Sample>
acestep_compat::sample_view planar_audio<Sample>::view() const {
  return {samples.data(), sample_type_of<Sample>(), num_channels, num_frames, num_frames, 1};
}

/// `num_frames` of the song from its tenth second on; channels beyond two repeat with other offsets.
inline planar_audio<float> song(std::int64_t num_channels, std::int64_t num_frames) {
  static const reference_audio<float> whole = read_reference<float>(song_path());
  planar_audio<float> part{num_channels, num_frames, {}};
  part.samples.resize(static_cast<std::size_t>(num_channels * num_frames));
  for (std::int64_t channel = 0; channel < num_channels; ++channel) {
    for (std::int64_t frame = 0; frame < num_frames; ++frame) {
      part.at(channel, frame) = whole.at(channel % 2, 480000 + 1000 * (channel / 2) + frame);
    }
  }
  return part;
}

/// The song as integers of `Sample`'s width, full scale.
template <typename Sample>
planar_audio<Sample> song_as(std::int64_t num_channels, std::int64_t num_frames) {
  const planar_audio<float> floats = song(num_channels, num_frames);
  planar_audio<Sample> part{num_channels, num_frames, std::vector<Sample>(floats.samples.size())};
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

}  // namespace test_support
