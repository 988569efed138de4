#pragma once

#include <acestep_compat/core/audio_info.hpp>
#include <acestep_compat/core/audio_source.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

/// The texts of the ID3v2 tag of an MPEG audio file, else those of its ID3v1 tag; empty when it has none or they
/// cannot be read. Throws io_error.
tag_list read_id3_tags(audio_source& source);

}  // namespace mpeg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
