#pragma once

#include <cstddef>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// How one PCM sample lies in a file.
enum class sample_coding { u8, s8, s16, s24, s32, f32, f64, ulaw, alaw };

constexpr std::size_t bytes_per_sample(sample_coding coding) noexcept {
  switch (coding) {
    case sample_coding::s16:
      return 2;
    case sample_coding::s24:
      return 3;
    case sample_coding::s32:
    case sample_coding::f32:
      return 4;
    case sample_coding::f64:
      return 8;
    default:
      return 1;
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
