#pragma once

#include "codecs/codec.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Decodes and encodes every format that this machine's libsndfile knows: encoding MP3 and Opus are build options of
/// it.
extern const codec sndfile_codec;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
