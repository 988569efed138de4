#pragma once

#include <memory>

#include "codecs/backend.hpp"

namespace acestep_compat::inline v0::detail::ogg {

/// Opens one link, as backend::open does; null for what is no single stream that it knows.
using link_opener = std::unique_ptr<decoder>(audio_source& source, const open_request& request);

/// Files that follow each other in `source`, as one signal; each link is opened when it is reached. The first one's
/// rate and channels are the signal's: it ends, as damage, where a link has others or is of another kind. Null when the
/// first link is none that `open` knows (several streams at once, for example).
std::unique_ptr<decoder> open_chain(audio_source& source, const open_request& request, link_opener* open);

}  // namespace acestep_compat::inline v0::detail::ogg
