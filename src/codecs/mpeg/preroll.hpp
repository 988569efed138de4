#pragma once

#include <cstdint>

#include "codecs/mpeg/frame_scan.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

/// The frame at which a decoder without history must begin so that frame `target` comes out as in sequential decoding,
/// bit for bit. Moves `scan`.
///
/// A frame's samples depend on
/// - its main data, which begins up to 511 bytes of main data earlier (`main_data_begin`),
/// - the overlap of the inverse MDCT from the frame before, and the last 15 outputs of the synthesis filter bank,
///   which reach into the frame before, or two before (Layer I, and one granule per frame in MPEG-2): so the two
///   frames before `target` are decoded completely, main data included,
/// - the phase of the synthesis filter bank's ring buffer of 16 outputs, which decides in what order products are
///   summed. 8 frames of any kind are a whole number of turns (36, 18 or 12 outputs per frame).
std::int64_t find_preroll(frame_scan& scan, std::int64_t target);

}  // namespace mpeg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
