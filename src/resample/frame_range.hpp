#pragma once

#include <cstdint>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The frames [first, last) of a signal, counted from its beginning; may reach outside it, where there is silence.
struct frame_range {
  std::int64_t first = 0;
  std::int64_t last = 0;

  std::int64_t size() const noexcept { return last - first; }
  bool contains(frame_range other) const noexcept { return first <= other.first && other.last <= last; }
};

/// a / b rounded down, for b > 0.
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) noexcept {
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
