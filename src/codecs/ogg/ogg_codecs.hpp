#pragma once

#include "codecs/codec.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Vorbis by libvorbis, Opus by libopus, FLAC by our own decoder: alone, beside other streams such as pictures, and
/// several after each other. They leave to libsndfile what it may still decode: Opus of an unknown channel mapping
/// family, several streams that do not begin as RFC 3533 demands, FLAC in the mapping that came before 1.0.
extern const codec vorbis_codec;
extern const codec opus_codec;
extern const codec ogg_flac_codec;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
