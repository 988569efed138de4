#pragma once

#include <memory>

#include "codecs/backend.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

bool wav_claims(content_type content) noexcept;   ///< WAV, RF64, W64
bool aiff_claims(content_type content) noexcept;  ///< AIFF, AIFC
bool caf_claims(content_type content) noexcept;
bool au_claims(content_type content) noexcept;

/// Decode uncompressed samples, u-law and A-law; null for everything else.
std::unique_ptr<decoder> open_wav_decoder(audio_source& source, const open_request& request);
std::unique_ptr<decoder> open_aiff_decoder(audio_source& source, const open_request& request);
std::unique_ptr<decoder> open_caf_decoder(audio_source& source, const open_request& request);
std::unique_ptr<decoder> open_au_decoder(audio_source& source, const open_request& request);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
