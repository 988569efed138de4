#pragma once

#include <memory>

#include "codecs/backend.hpp"
#include "codecs/source_parts.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// Files that follow each other in `source`, as one signal; each link is opened when it is reached. The first one's
/// rate and channels are the signal's: it ends, as damage, where a link has others or is of another kind. Null when the
/// first link is none that `open` knows (several streams at once, for example).
std::unique_ptr<decoder> open_chain(audio_source& source, const open_request& request, opener* open);

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
