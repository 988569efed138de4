#pragma once

#include <cstdint>
#include <optional>

#include <acestep_compat/core/audio_source.hpp>

#include "codecs/source_parts.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace ogg {

/// The link of a chained Ogg file, a file of its own, that begins at or behind byte `offset`; none when no page
/// follows. Files that were written one after the other (RFC 3533, section 4) are told apart by the serial numbers of
/// their pages: two neighbours of the same number count as one. Reads a few pages.
std::optional<byte_range> find_link(audio_source& source, std::uint64_t offset);

}  // namespace ogg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
