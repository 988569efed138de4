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

bytes joined(std::initializer_list<bytes> parts) {
  bytes result;
  for (const bytes& part : parts) result.insert(result.end(), part.begin(), part.end());
  return result;
}

}  // namespace test_support
