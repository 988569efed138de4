#pragma once

#include <optional>

#include <acestep_compat/core/audio_info.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Everything an encoder has to know, checked and with the defaults filled in.
struct encoding_plan {
  audio_format format = audio_format::unknown;
  audio_encoding encoding = audio_encoding::unknown;
  int bits_per_sample = 0;  ///< of PCM and FLAC; 8 for u-law and A-law; 0 for lossy codecs
  int sample_rate = 0;      ///< of the file: Opus has few rates
  int num_channels = 0;
  std::optional<int> flac_level;                 ///< 0..8
  std::optional<double> vorbis_quality;          ///< 0..10
  std::optional<int> opus_bit_rate_per_channel;  ///< bit/s
  std::optional<int> mp3_bit_rate;               ///< constant, kbit/s
  std::optional<double> mp3_variable_quality;    ///< V0..V9
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
