#pragma once

#include <memory>

#include "codecs/decoder.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace sndfile {

/// Throws decode_error with libsndfile's reason.
std::unique_ptr<decoder> make_sndfile_decoder(audio_source& source, bool with_tags);

}  // namespace sndfile
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
