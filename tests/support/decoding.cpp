#include "support/decoding.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include <acestep_compat/core/audio_buffer.hpp>

namespace test_support {

std::size_t positional_source::read_at(std::uint64_t offset, void* destination, std::size_t count) {
  if (offset >= content_.size()) return 0;
  count = std::min(count, content_.size() - static_cast<std::size_t>(offset));
  std::memcpy(destination, content_.data() + offset, count);
  return count;
}

test_audio<float> read_all(acestep_compat::detail::decoder& decoder, std::int64_t block_frames) {
  const std::int64_t channels = decoder.info().num_channels;
  std::vector<std::vector<float>> growing(static_cast<std::size_t>(channels));
  test_audio<float> result{channels, 0, {}, decoder.info().sample_rate};
  acestep_compat::audio_buffer block(channels, block_frames);
  while (const auto count = decoder.read(block.view())) {
    for (std::int64_t c = 0; c < channels; ++c) {
      std::vector<float>& channel = growing[static_cast<std::size_t>(c)];
      channel.insert(channel.end(), block.view().channel(c), block.view().channel(c) + count);
    }
    result.num_frames += count;
  }
  for (const auto& channel : growing) result.samples.insert(result.samples.end(), channel.begin(), channel.end());
  return result;
}

test_audio<float> read_range(acestep_compat::detail::decoder& decoder, std::int64_t first, std::int64_t count) {
  decoder.seek(first);
  const std::int64_t channels = decoder.info().num_channels;
  acestep_compat::audio_buffer part(channels, count);
  test_audio<float> result{channels, count == 0 ? 0 : decoder.read(part.view()), {}, decoder.info().sample_rate};
  for (std::int64_t c = 0; c < channels; ++c) {
    const float* data = part.view().channel(c);
    result.samples.insert(result.samples.end(), data, data + result.num_frames);
  }
  return result;
}

}  // namespace test_support
