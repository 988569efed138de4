#include "formats/id3.hpp"

#include <cstring>

#include "base/bytes.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

// "ID3", two version bytes that are never 0xFF, flags, and the size of what follows, without the footer, in four bytes
// of seven bits (id3.org, ID3v2.4 section 3.1).
std::uint64_t id3v2_tag_size(std::span<const unsigned char> bytes) noexcept {
  constexpr unsigned footer_flag = 0x10;
  constexpr std::uint64_t footer_size = 10;
  if (bytes.size() < id3v2_header_size || std::memcmp(bytes.data(), "ID3", 3) != 0) return 0;
  const bool has_version = bytes[3] != 0xFF && bytes[4] != 0xFF;
  const bool has_size = (load_big<std::uint32_t>(&bytes[6]) & 0x80808080U) == 0;
  if (!has_version || !has_size) return 0;
  std::uint64_t body = 0;
  for (const unsigned char seven_bits : bytes.subspan(6, 4)) body = body << 7 | seven_bits;
  return id3v2_header_size + body + ((bytes[5] & footer_flag) != 0 ? footer_size : 0);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
