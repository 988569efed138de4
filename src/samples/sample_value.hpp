#pragma once

#include <array>
#include <bit>
#include <cstdint>

#include "base/bytes.hpp"
#include "samples/integer_sample.hpp"
#include "samples/sample_coding.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The amplitudes of the 256 codes of a logarithmic coding (ITU-T G.711), as 16-bit integers / 2^15.
extern const std::array<float, 256> ulaw_amplitudes;
extern const std::array<float, 256> alaw_amplitudes;

/// One sample as its amplitude: integers / 2^(bits-1), rounded to the nearest float; floats as they are.
template <sample_coding coding, byte_order order>
inline float sample_value(const unsigned char* at) noexcept {
  if constexpr (coding == sample_coding::u8) return static_cast<float>(*at - 128) * 0x1p-7f;
  if constexpr (coding == sample_coding::s8) return static_cast<float>(static_cast<std::int8_t>(*at)) * 0x1p-7f;
  if constexpr (coding == sample_coding::s16) {
    return static_cast<float>(load<std::int16_t>(at, order)) * 0x1p-15f;
  }
  if constexpr (coding == sample_coding::s24) {
    return static_cast<float>(static_cast<std::int32_t>(load_bytes<3>(at, order) << 8)) * 0x1p-31f;
  }
  if constexpr (coding == sample_coding::s32) {
    return static_cast<float>(load<std::int32_t>(at, order)) * 0x1p-31f;
  }
  if constexpr (coding == sample_coding::f32) {
    return std::bit_cast<float>(load<std::uint32_t>(at, order));
  }
  if constexpr (coding == sample_coding::f64) {
    return static_cast<float>(std::bit_cast<double>(load<std::uint64_t>(at, order)));
  }
  if constexpr (coding == sample_coding::ulaw) return ulaw_amplitudes[*at];
  if constexpr (coding == sample_coding::alaw) return alaw_amplitudes[*at];
}

/// One sample left-justified in 32 bits: integers exactly, floats rounded and clipped.
template <sample_coding coding, byte_order order>
inline std::int32_t integer_value(const unsigned char* at) noexcept {
  if constexpr (coding == sample_coding::u8) return left_justified(*at);
  if constexpr (coding == sample_coding::s8) return static_cast<std::int32_t>(std::uint32_t{*at} << 24);
  if constexpr (coding == sample_coding::s16) return left_justified(load<std::int16_t>(at, order));
  if constexpr (coding == sample_coding::s24) return static_cast<std::int32_t>(load_bytes<3>(at, order) << 8);
  if constexpr (coding == sample_coding::s32) return load<std::int32_t>(at, order);
  if constexpr (coding == sample_coding::f64) return rounded(std::bit_cast<double>(load<std::uint64_t>(at, order)));
  return rounded(sample_value<coding, order>(at));
}

/// Calls `action` with the coding and order as template arguments: `action.template operator()<coding, order>()`.
template <typename Action>
void with_coding(sample_coding coding, byte_order order, Action action) {
  const auto in_order = [&]<sample_coding fixed>() {
    if (order == byte_order::big) {
      action.template operator()<fixed, byte_order::big>();
    } else {
      action.template operator()<fixed, byte_order::little>();
    }
  };
  switch (coding) {
    case sample_coding::u8:
      return action.template operator()<sample_coding::u8, byte_order::little>();
    case sample_coding::s8:
      return action.template operator()<sample_coding::s8, byte_order::little>();
    case sample_coding::s16:
      return in_order.template operator()<sample_coding::s16>();
    case sample_coding::s24:
      return in_order.template operator()<sample_coding::s24>();
    case sample_coding::s32:
      return in_order.template operator()<sample_coding::s32>();
    case sample_coding::f32:
      return in_order.template operator()<sample_coding::f32>();
    case sample_coding::f64:
      return in_order.template operator()<sample_coding::f64>();
    case sample_coding::ulaw:
      return action.template operator()<sample_coding::ulaw, byte_order::little>();
    case sample_coding::alaw:
      return action.template operator()<sample_coding::alaw, byte_order::little>();
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
