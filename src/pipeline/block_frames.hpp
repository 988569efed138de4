#pragma once

#include <algorithm>
#include <cstdint>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Frames per step of the pipeline: small enough that a block of every stage stays in the cache, and that a call can
/// be cancelled at once; large enough that the work per block does not count.
inline std::int64_t block_frames(std::int64_t num_channels) noexcept {
  constexpr std::int64_t block_samples = 32768;  // 128 KiB
  return std::max<std::int64_t>(64, block_samples / num_channels);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
