#include "formats/vorbis_comment.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/enum_names.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

using bytes = std::span<const unsigned char>;

/// Takes a 32-bit little-endian number from the front (the only ones in FLAC: Vorbis came first).
std::optional<std::uint32_t> take_number(bytes& rest) {
  if (rest.size() < 4) return std::nullopt;
  const auto value = load_little<std::uint32_t>(rest.data());
  rest = rest.subspan(4);
  return value;
}

std::optional<std::string_view> take_text(bytes& rest) {
  const auto size = take_number(rest);
  if (!size || *size > rest.size()) return std::nullopt;
  const std::string_view text(reinterpret_cast<const char*>(rest.data()), *size);
  rest = rest.subspan(*size);
  return text;
}

bool is_key_character(char c) {
  return c >= ' ' && c <= '}' && c != '=';
}

}  // namespace

void read_vorbis_comment(bytes block, tag_list& tags) {
  if (!take_text(block)) return;  // the vendor's name
  const auto count = take_number(block);
  if (!count) return;
  for (std::uint32_t i = 0; i < *count; ++i) {
    const auto field = take_text(block);
    if (!field) return;
    const std::size_t equals = field->find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    std::string key(field->substr(0, equals));
    if (!std::all_of(key.begin(), key.end(), is_key_character)) continue;
    std::transform(key.begin(), key.end(), key.begin(), lower_case);
    tags.add(key, std::string(field->substr(equals + 1)));
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
