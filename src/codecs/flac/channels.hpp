#pragma once

#include <cstdint>

#include "codecs/flac/frame_header.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

/// `count` samples of `bits` bits as floats in [-1, 1], or left-justified as std::int32_t.
template <typename Output>
void convert(const std::int32_t* samples, int count, int bits, Output* output) noexcept;

/// Undoes stereo coding (`mode` is not independent) and converts, in one pass over `count` frames. `Side` is the type
/// of the difference channel: std::int64_t when it has 33 bits.
template <typename Side, typename Output>
void convert_stereo(stereo_mode mode, const std::int32_t* channel, const Side* side, int count, int bits, Output* left,
                    Output* right) noexcept;

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
