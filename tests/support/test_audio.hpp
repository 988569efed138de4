#pragma once

#include <cstdint>
#include <type_traits>
#include <vector>

#include <acestep_compat/core/audio_view.hpp>

namespace test_support {

/// Samples of one type that a test saves, planar.
template <typename Sample>
struct test_audio {
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
acestep_compat::sample_view test_audio<Sample>::view() const {
  return {samples.data(), sample_type_of<Sample>(), num_channels, num_frames, num_frames, 1};
}

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
