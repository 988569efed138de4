#pragma once

#include "codecs/codec.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Native FLAC streams by our own decoder; those in Ogg are ogg_flac_codec's.
extern const codec flac_codec;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
