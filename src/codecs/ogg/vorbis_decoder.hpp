#pragma once

#include <memory>

#include "codecs/backend.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

bool vorbis_claims(content_type content) noexcept;

/// Ogg Vorbis by libvorbis, chained files too. Null for several streams side by side, which libsndfile gets.
/// Throws decode_error when the headers are damaged.
std::unique_ptr<decoder> open_vorbis_decoder(audio_source& source, const open_request& request);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
