#pragma once

#include "codecs/codec.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Uncompressed samples, u-law and A-law by our own decoder; everything else in these containers is libsndfile's.
extern const codec wav_codec;   ///< WAV, RF64, W64
extern const codec aiff_codec;  ///< AIFF, AIFC
extern const codec caf_codec;
extern const codec au_codec;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
