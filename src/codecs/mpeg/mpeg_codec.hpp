#pragma once

#include "codecs/codec.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// MPEG audio (MP3; Layers I and II too) by libmpg123, which gets whole frames from a scan of our own: the number of
/// frames is known before decoding, and a seek begins as many frames earlier as exactness needs. Encoder delay and
/// padding are removed where the file states them.
extern const codec mpeg_codec;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
