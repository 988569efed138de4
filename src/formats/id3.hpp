#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

inline constexpr std::size_t id3v2_header_size = 10;

/// The size of the ID3v2 tag that begins with `bytes`, with its header and footer; 0 if no valid one does. At least
/// `id3v2_header_size` bytes are needed to see that.
std::uint64_t id3v2_tag_size(std::span<const unsigned char> bytes) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
