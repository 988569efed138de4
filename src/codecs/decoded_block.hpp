#pragma once

#include <algorithm>
#include <cstdint>

#include <acestep_compat/core/audio_view.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// What was decoded last: the frames [begin, end).
struct decoded_block {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};

/// Fills `output` with the frames from `position`, which it moves on, up to `signal_end`; returns how many came.
/// `decode_next()` replaces `block` by the one that follows, false when there is none; `copy(first, output)` copies
/// the frames of the block from its frame `first` on. `position` must not lie before the block.
template <class DecodeNext, class Copy>
std::int64_t read_decoded(audio_view output, std::int64_t& position, std::int64_t signal_end,
                          const decoded_block& block, DecodeNext decode_next, Copy copy) {
  std::int64_t filled = 0;
  while (filled < output.num_frames && position < signal_end) {
    if (position >= block.end) {
      if (decode_next()) continue;
      break;
    }
    const std::int64_t count = std::min(std::min(block.end, signal_end) - position, output.num_frames - filled);
    copy(position - block.begin, output.frames(filled, count));
    position += count;
    filled += count;
  }
  return filled;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
