#pragma once

#include <cstdint>

#include "io/byte_window.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

/// The size of the ID3v2, ID3v1 or APEv2 tag that begins at `offset`; 0 when none does.
std::uint64_t tag_block_size(byte_window& window, std::uint64_t offset);

/// Where the file ends without the ID3v1, APE and Lyrics3 tags that follow its audio.
std::uint64_t end_without_tags(byte_window& window);

}  // namespace mpeg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
