#pragma once

#include <algorithm>
#include <cstdint>

#include <acestep_compat/core/audio_info.hpp>

#include "base/fail.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Throws invalid_argument unless `frame_offset` and `num_frames` (-1: to the end) are a range of frames.
inline void check_range(std::int64_t frame_offset, std::int64_t num_frames) {
  require_at_least("frame_offset", frame_offset, 0);
  if (num_frames < -1) fail<invalid_argument>("num_frames must be -1 or >= 0, got ", num_frames);
}

/// How many frames of the file the range holds; -1 when neither it nor the file says so.
inline std::int64_t range_length(const audio_info& info, std::int64_t frame_offset, std::int64_t num_frames) noexcept {
  if (info.num_frames < 0) return num_frames;
  const std::int64_t available = std::max<std::int64_t>(0, info.num_frames - frame_offset);
  return num_frames < 0 ? available : std::min(available, num_frames);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
