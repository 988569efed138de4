#pragma once

#include <memory>

#include "codecs/backend.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

bool sndfile_claims(content_type content) noexcept;

/// Every format that this machine's libsndfile knows. Throws decode_error with libsndfile's reason.
std::unique_ptr<decoder> open_sndfile_decoder(audio_source& source, const open_request& request);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
