#include "codecs/decoder.hpp"

#include <algorithm>
#include <vector>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

std::int64_t decoder::read_integers(integer_view output) {
  constexpr std::int64_t block_frames = 4096;
  std::vector<float> block(static_cast<std::size_t>(output.num_channels * std::min(block_frames, output.num_frames)));
  std::int64_t done = 0;
  while (done < output.num_frames) {
    const std::int64_t wanted = std::min(block_frames, output.num_frames - done);
    const audio_view floats{block.data(), output.num_channels, wanted, wanted};
    const std::int64_t got = read(floats);
    for (std::int64_t channel = 0; channel < output.num_channels; ++channel) {
      std::transform(floats.channel(channel), floats.channel(channel) + got, output.channel(channel) + done, rounded);
    }
    done += got;
    if (got < wanted) break;
  }
  return done;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
