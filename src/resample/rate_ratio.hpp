#pragma once

#include <cstdint>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// new_rate / orig_rate in lowest terms: `up` output frames for every `down` input frames.
struct rate_ratio {
  std::int64_t up = 1;
  std::int64_t down = 1;
};

/// Rates may differ by this factor at most, in either direction.
inline constexpr int max_rate_ratio = 256;

/// Throws invalid_argument unless both rates are > 0 and differ by a factor of at most `max_rate_ratio`.
rate_ratio make_rate_ratio(int orig_rate, int new_rate);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
