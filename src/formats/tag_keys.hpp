#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// A tag that this library knows, and its name in each family of files. A family that lacks it has 0 or "" there.
/// Vorbis comments (FLAC, Ogg) use the key itself, in any case.
struct tag_key {
  std::string_view key;            ///< as `tag_list` has it
  std::uint32_t riff = 0;          ///< chunk of a LIST of type INFO (Multimedia Programming Interface 1.0)
  std::uint32_t aiff = 0;          ///< text chunk (Apple's AIFF 1.3)
  std::string_view id3;            ///< frame of ID3v2.4
  std::string_view id3_before_24;  ///< frame of ID3v2.3 where it differs
  std::string_view caf;            ///< key of the information chunk (Apple's CAF specification)
};

std::span<const tag_key> tag_keys() noexcept;

/// The key whose `name` is `value`; "" if there is none.
///
/// Example: `find_tag_key(&tag_key::riff, four_cc("INAM"))` is "title".
template <typename Name>
std::string_view find_tag_key(Name tag_key::*name, const Name& value) noexcept {
  for (const tag_key& known : tag_keys()) {
    if (known.*name == value && value != Name{}) return known.key;
  }
  return {};
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
