#pragma once

#include <span>

#include <acestep_compat/core/audio_info.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Adds the `KEY=value` fields of a Vorbis comment (RFC 9639, section 8.6) to `tags`, keys in lower case. Stops at
/// the first field that does not fit; what is not a legal key is left out.
void read_vorbis_comment(std::span<const unsigned char> block, tag_list& tags);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
