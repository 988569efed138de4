#include "pipeline/mapped_decoder.hpp"

#include <algorithm>
#include <utility>

#include "pipeline/channel_map.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

std::int64_t block_frames(std::int64_t num_channels) noexcept {
  constexpr std::int64_t block_samples = 32768;  // 128 KiB
  return std::max<std::int64_t>(64, block_samples / num_channels);
}

mapped_decoder::mapped_decoder(std::unique_ptr<decoder> source, channel_mode mode)
    : source_(std::move(source)), mode_(mode) {}

std::int64_t mapped_decoder::read(audio_view output) {
  const std::int64_t channels = source_->info().num_channels;
  if (maps_to_itself(mode_, channels)) return source_->read(output);
  if (block_.data() == nullptr) block_ = audio_buffer(channels, block_frames(channels));

  std::int64_t done = 0;
  while (done < output.num_frames) {
    const std::int64_t wanted = std::min(block_.num_frames(), output.num_frames - done);
    const std::int64_t got = source_->read(block_.view().frames(0, wanted));
    map_channels(std::as_const(block_).view().frames(0, got), output.frames(done, got), mode_,
                 find_stereo_places(source_->info()));
    done += got;
    if (got < wanted) break;
  }
  return done;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
