#include "support/comparing.hpp"

#include <cmath>
#include <cstring>
#include <limits>

namespace test_support {

testing::AssertionResult same_bits(acestep_compat::const_audio_view a, acestep_compat::const_audio_view b) {
  if (a.num_channels != b.num_channels || a.num_frames != b.num_frames) {
    return testing::AssertionFailure() << a.num_channels << " x " << a.num_frames << " against " << b.num_channels
                                       << " x " << b.num_frames;
  }
  for (std::int64_t channel = 0; channel < a.num_channels; ++channel) {
    for (std::int64_t frame = 0; frame < a.num_frames; ++frame) {
      const float x = a.channel(channel)[frame];
      const float y = b.channel(channel)[frame];
      if (std::memcmp(&x, &y, sizeof x) != 0) {
        return testing::AssertionFailure()
               << x << " against " << y << " at channel " << channel << ", frame " << frame << " of " << a.num_frames;
      }
    }
  }
  return testing::AssertionSuccess();
}

testing::AssertionResult same_bits(const test_audio<float>& a, const test_audio<float>& b) {
  const auto view = [](const test_audio<float>& audio) {
    return acestep_compat::const_audio_view{audio.samples.data(), audio.num_channels, audio.num_frames,
                                            audio.num_frames};
  };
  return same_bits(view(a), view(b));
}

double snr_db(const test_audio<float>& reference, const test_audio<float>& test) {
  if (reference.num_channels != test.num_channels || reference.num_frames != test.num_frames) {
    return -std::numeric_limits<double>::infinity();
  }
  double signal = 0;
  double noise = 0;
  for (std::size_t i = 0; i < reference.samples.size(); ++i) {
    const double difference = double{reference.samples[i]} - test.samples[i];
    signal += double{reference.samples[i]} * reference.samples[i];
    noise += difference * difference;
  }
  return 10 * std::log10(signal / noise);
}

}  // namespace test_support
