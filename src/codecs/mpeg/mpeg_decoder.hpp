#pragma once

#include <memory>

#include "codecs/backend.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Decodes MPEG audio (MP3; Layers I and II too) with libmpg123, which gets whole frames from a scan of our own: the
/// number of frames is known before decoding, and a seek begins as many frames earlier as exactness needs.
/// Encoder delay and padding are removed where the file tells them.
bool mpg123_claims(content_type content) noexcept;
/// Throws decode_error when `source` holds no MPEG audio.
std::unique_ptr<decoder> open_mpg123_decoder(audio_source& source, const open_request& request);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
