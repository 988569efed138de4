#pragma once

#include "codecs/backend.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// FLAC in Ogg, alone, beside other streams, or several after each other.
bool ogg_flac_claims(content_type content) noexcept;
std::unique_ptr<decoder> open_ogg_flac_decoder(audio_source& source, const open_request& request);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
