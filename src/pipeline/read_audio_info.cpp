#include <acestep_compat/core/audio_buffer.hpp>
#include <acestep_compat/core/audio_info.hpp>

#include "codecs/decoder.hpp"
#include "pipeline/block_frames.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

// The rare stream whose length is written nowhere and cannot be scanned for.
std::int64_t count_frames(detail::decoder& input) {
  const std::int64_t channels = input.info().num_channels;
  audio_buffer block(channels, detail::block_frames(channels));
  std::int64_t total = 0;
  while (const std::int64_t got = input.read(block.view())) total += got;
  return total;
}

}  // namespace

audio_info read_audio_info(audio_source& source, bool with_tags) {
  const auto opened = detail::open_decoder(source, {}, with_tags);
  audio_info info = opened->info();
  if (info.num_frames < 0) {
    info.num_frames = count_frames(*opened);
    info.bit_rate = detail::mean_bit_rate(source.size(), info);
  }
  return info;
}

}  // namespace v0
}  // namespace acestep_compat
