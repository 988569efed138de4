#pragma once

#include <memory>

#include "codecs/backend.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Vorbis by libvorbis, Opus by libopus, FLAC by our own decoder: alone, beside other streams such as pictures, and
/// several after each other. Null for what libsndfile may still decode: Opus of an unknown channel mapping family,
/// several streams that do not begin as RFC 3533 demands, FLAC in the mapping that came before 1.0.
/// Throws decode_error when the headers are damaged.
std::unique_ptr<decoder> open_vorbis_decoder(audio_source& source, const open_request& request);
std::unique_ptr<decoder> open_opus_decoder(audio_source& source, const open_request& request);
std::unique_ptr<decoder> open_ogg_flac_decoder(audio_source& source, const open_request& request);

bool vorbis_claims(content_type content) noexcept;
bool opus_claims(content_type content) noexcept;
bool ogg_flac_claims(content_type content) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
