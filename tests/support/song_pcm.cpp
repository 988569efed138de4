#include "support/song_pcm.hpp"

#include <algorithm>
#include <cmath>

#include <acestep_compat/core/audio_reader.hpp>
#include <acestep_compat/core/audio_source.hpp>

namespace ac = acestep_compat;

namespace test_support {

namespace {

const ac::audio_buffer& whole_song() {
  static const ac::audio_buffer samples =
      ac::load_audio(*ac::audio_source::open_file(ACESTEP_COMPAT_TEST_DATA "/test_track_001.mp3")).samples;
  return samples;
}

}  // namespace

pcm song_pcm(int num_channels, int bits, std::int64_t num_frames, std::int64_t first) {
  const ac::const_audio_view source = whole_song().view();
  const double scale = std::ldexp(1.0, bits - 1);
  pcm result{44100, bits, {}};
  for (int c = 0; c < num_channels; ++c) {
    std::vector<std::int32_t> channel(static_cast<std::size_t>(num_frames));
    for (std::int64_t i = 0; i < num_frames; ++i) {
      const std::int64_t at = (first + i + 997 * (c / 2)) % source.num_frames;
      const double mixed =
          c < 2 ? source.channel(c)[at] : 0.5 * (source.channel(0)[at] - source.channel(c % 2)[at / 2]);
      const double rounded = std::nearbyint(mixed * scale);
      channel[static_cast<std::size_t>(i)] = static_cast<std::int32_t>(std::clamp(rounded, -scale, scale - 1));
    }
    result.channels.push_back(std::move(channel));
  }
  return result;
}

}  // namespace test_support
