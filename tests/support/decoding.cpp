#include "support/decoding.hpp"

#include <algorithm>
#include <cstring>

#include <acestep_compat/core/audio_buffer.hpp>

namespace test_support {

std::size_t positional_source::read_at(std::uint64_t offset, void* destination, std::size_t count) {
  if (offset >= content_.size()) return 0;
  count = std::min(count, content_.size() - static_cast<std::size_t>(offset));
  std::memcpy(destination, content_.data() + offset, count);
  return count;
}

planar read_all(acestep_compat::detail::decoder& decoder, std::int64_t block_frames) {
  const auto channels = decoder.info().num_channels;
  planar result(static_cast<std::size_t>(channels));
  acestep_compat::audio_buffer block(channels, block_frames);
  while (const auto count = decoder.read(block.view())) {
    for (int c = 0; c < channels; ++c) {
      const float* data = block.view().channel(c);
      result[static_cast<std::size_t>(c)].insert(result[static_cast<std::size_t>(c)].end(), data, data + count);
    }
  }
  return result;
}

planar read_range(acestep_compat::detail::decoder& decoder, std::int64_t first, std::int64_t count) {
  decoder.seek(first);
  acestep_compat::audio_buffer part(decoder.info().num_channels, count);
  const std::int64_t got = count == 0 ? 0 : decoder.read(part.view());
  planar result;
  for (int c = 0; c < decoder.info().num_channels; ++c) {
    const float* data = part.view().channel(c);
    result.emplace_back(data, data + got);
  }
  return result;
}

planar slice(const planar& audio, std::int64_t first, std::int64_t count) {
  planar result;
  for (const auto& channel : audio) result.emplace_back(channel.begin() + first, channel.begin() + first + count);
  return result;
}

bool bit_equal(const planar& a, const planar& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.size() == y.size() && (x.empty() || std::memcmp(x.data(), y.data(), x.size() * sizeof(float)) == 0);
  });
}

}  // namespace test_support
