#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include <acestep_compat/core/audio_info.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The bit rate of a file of `source_bytes` that lasts as long as `info` says, in bit/s; 0 if that is not known.
inline std::int64_t mean_bit_rate(std::uint64_t source_bytes, const audio_info& info) noexcept {
  constexpr double limit = 9e18;  // a header's claim of a single frame must not overflow
  if (info.num_frames <= 0 || info.sample_rate <= 0) return 0;
  const double bits = 8.0 * static_cast<double>(source_bytes);
  return std::llround(std::min(limit, bits * info.sample_rate / static_cast<double>(info.num_frames)));
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
