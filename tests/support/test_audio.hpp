#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include <acestep_compat/core/audio_view.hpp>

namespace test_support {

/// Audio as the tests make it, decode it and compare it: floats or integers, one channel after the other.
template <typename Sample>
struct test_audio {
  std::int64_t num_channels = 0;
  std::int64_t num_frames = 0;
  std::vector<Sample> samples = {};
  int sample_rate = 48000;        ///< Hz
  int bits = 8 * sizeof(Sample);  ///< that an integer uses, the lowest ones

  std::span<Sample> operator[](std::int64_t channel) {
    return std::span(samples).subspan(static_cast<std::size_t>(channel * num_frames),
                                      static_cast<std::size_t>(num_frames));
  }
  std::span<const Sample> operator[](std::int64_t channel) const {
    return std::span(samples).subspan(static_cast<std::size_t>(channel * num_frames),
                                      static_cast<std::size_t>(num_frames));
  }
  Sample& at(std::int64_t channel, std::int64_t frame) {
    return samples[static_cast<std::size_t>(channel * num_frames + frame)];
  }
  const Sample& at(std::int64_t channel, std::int64_t frame) const {
    return samples[static_cast<std::size_t>(channel * num_frames + frame)];
  }
  acestep_compat::sample_view view() const;

  bool operator==(const test_audio&) const = default;
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

/// Silence of this shape, to be filled.
template <typename Sample>
test_audio<Sample> audio_of_shape(std::int64_t num_channels, std::int64_t num_frames, int sample_rate,
                                  int bits = 8 * sizeof(Sample)) {
  return {num_channels, num_frames, std::vector<Sample>(static_cast<std::size_t>(num_channels * num_frames)),
          sample_rate, bits};
}

/// From samples that alternate between the channels.
template <typename Sample>
test_audio<Sample> from_interleaved(const std::vector<Sample>& samples, std::int64_t num_channels, int sample_rate,
                                    int bits = 8 * sizeof(Sample)) {
  const std::int64_t num_frames = num_channels == 0 ? 0 : static_cast<std::int64_t>(samples.size()) / num_channels;
  auto audio = audio_of_shape<Sample>(num_channels, num_frames, sample_rate, bits);
  for (std::int64_t channel = 0; channel < num_channels; ++channel) {
    for (std::int64_t frame = 0; frame < num_frames; ++frame) {
      audio.at(channel, frame) = samples[static_cast<std::size_t>(frame * num_channels + channel)];
    }
  }
  return audio;
}

/// The frames [first, first + count).
template <typename Sample>
test_audio<Sample> slice(const test_audio<Sample>& audio, std::int64_t first, std::int64_t count) {
  test_audio<Sample> part{audio.num_channels, count, {}, audio.sample_rate, audio.bits};
  for (std::int64_t channel = 0; channel < audio.num_channels; ++channel) {
    const auto from = audio[channel].begin() + first;
    part.samples.insert(part.samples.end(), from, from + count);
  }
  return part;
}

/// One after the other, all with the channels of the first.
test_audio<float> joined_audio(const std::vector<test_audio<float>>& parts);

/// What a decoder makes of integers: x / 2^(bits - 1).
test_audio<float> as_floats(const test_audio<std::int32_t>& integers);

}  // namespace test_support
