#pragma once

#include <cstdint>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// a / b rounded down, for b > 0.
constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) noexcept {
  return a >= 0 ? a / b : -((b - 1 - a) / b);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
