#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <type_traits>

#include <acestep_compat/core/audio_view.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Integer samples of any width, left-justified in 32 bits: a sample's amplitude is value / 2^31.
using integer_view = basic_audio_view<std::int32_t>;

/// The integer left-justified in 32 bits. Those of 8 bits are unsigned, 128 is silence.
inline std::int32_t left_justified(std::uint8_t value) noexcept {
  return static_cast<std::int32_t>((value ^ 0x80u) << 24);
}
inline std::int32_t left_justified(std::int16_t value) noexcept {
  return static_cast<std::int32_t>(static_cast<std::uint32_t>(static_cast<std::uint16_t>(value)) << 16);
}
inline std::int32_t left_justified(std::int32_t value) noexcept {
  return value;
}

/// The other way: the nearest integer of `Sample`'s width, exactly where the bits that it lacks are zero.
template <typename Sample>
Sample narrowed(std::int32_t value) noexcept {
  constexpr int dropped_bits = 32 - 8 * static_cast<int>(sizeof(Sample));
  if constexpr (dropped_bits == 0) {
    return value;
  } else {
    const std::int64_t rounded = (std::int64_t{value} + (std::int64_t{1} << (dropped_bits - 1))) >> dropped_bits;
    const std::int64_t highest = (std::int64_t{1} << (31 - dropped_bits)) - 1;
    const std::int64_t silence = std::is_unsigned_v<Sample> ? highest + 1 : 0;
    return static_cast<Sample>(std::min(rounded, highest) + silence);
  }
}

/// round(x * 2^(bits-1)), clipped, left-justified; `value` is no NaN. Adding 1.5 * 2^52 leaves the integer, rounded
/// half to even, in the sum's low bits: exact, and unlike lrint() it vectorizes on every CPU.
inline std::int32_t quantize(double value, int bits) noexcept {
  const double full_scale = static_cast<double>(std::int64_t{1} << (bits - 1));
  double scaled = value * full_scale;
  scaled = scaled < -full_scale ? -full_scale : scaled;
  scaled = scaled > full_scale - 1.0 ? full_scale - 1.0 : scaled;
  const auto rounded = static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(scaled + 6755399441055744.0));
  return static_cast<std::int32_t>(rounded << (32 - bits));
}

/// A decoded amplitude as the nearest integer of 32 bits, clipped; 0 for NaN.
inline std::int32_t rounded(double amplitude) noexcept {
  return std::isnan(amplitude) ? 0 : quantize(amplitude, 32);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
