#pragma once

#include <memory>

#include "codecs/backend.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Native FLAC streams; FLAC in Ogg is libsndfile's.
bool flac_claims(content_type content) noexcept;

/// Throws decode_error when the metadata is not that of a FLAC stream.
std::unique_ptr<decoder> open_flac_decoder(audio_source& source, const open_request& request);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
