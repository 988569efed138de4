#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include <acestep_compat/core/audio_source.hpp>

#include "codecs/source_parts.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// What `open` makes of the stream whose first packet begins with `identification`: of `source` as it is, or, where
/// several streams run at once, as sound beside pictures, of that one's pages alone, for which the whole source is
/// read.
std::unique_ptr<decoder> open_stream(audio_source& source, const open_request& request, std::string_view identification,
                                     opener* open);

/// What the pages of that stream carry: their packets without the pages' heads; of several streams that follow each
/// other, of all. Reads the whole source.
std::vector<byte_range> find_payload(audio_source& source, std::string_view identification);

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
