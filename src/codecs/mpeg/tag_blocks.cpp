#include "codecs/mpeg/tag_blocks.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>

#include "base/bytes.hpp"
#include "formats/id3.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

namespace {

constexpr std::uint64_t id3v1_size = 128;
constexpr std::uint64_t enhanced_id3v1_size = 227;  // "TAG+", before an ID3v1 tag
constexpr std::uint64_t ape_header_size = 32;
constexpr std::uint64_t lyrics3_footer_size = 15;  // six digits, then "LYRICS200"

bool starts_with(byte_window& window, std::uint64_t offset, const char* text) {
  const std::size_t length = std::strlen(text);
  const auto found = window.at(offset, length);
  return found.size() == length && std::memcmp(found.data(), text, length) == 0;
}

// An APE tag's own size counts its items and footer, not its header.
struct ape_tag {
  std::uint64_t size;
  bool has_header;
  bool is_header;
};

ape_tag read_ape_tag(byte_window& window, std::uint64_t offset) {
  if (!starts_with(window, offset, "APETAGEX")) return {};
  const auto tag = window.at(offset, ape_header_size);
  if (tag.size() < ape_header_size) return {};
  return {load_little<std::uint32_t>(tag.data() + 12), (tag[23] & 0x80) != 0, (tag[23] & 0x20) != 0};
}

// The size of the tag that ends at `end`.
std::uint64_t trailing_tag_size(byte_window& window, std::uint64_t end) {
  if (end >= id3v1_size && starts_with(window, end - id3v1_size, "TAG")) return id3v1_size;
  if (end >= enhanced_id3v1_size && starts_with(window, end - enhanced_id3v1_size, "TAG+")) return enhanced_id3v1_size;
  if (end >= ape_header_size) {
    const ape_tag tag = read_ape_tag(window, end - ape_header_size);
    if (tag.size != 0 && !tag.is_header) return tag.size + (tag.has_header ? ape_header_size : 0);
  }
  if (end >= lyrics3_footer_size && starts_with(window, end - 9, "LYRICS200")) {
    const auto digits = window.at(end - lyrics3_footer_size, 6);
    const bool is_number =
        digits.size() == 6 && std::all_of(digits.begin(), digits.end(), [](int c) { return c >= '0' && c <= '9'; });
    if (!is_number) return 0;
    std::uint64_t size = 0;
    for (const unsigned char digit : digits) size = 10 * size + (digit - '0');
    return lyrics3_footer_size + size;
  }
  return 0;
}

}  // namespace

std::uint64_t tag_block_size(byte_window& window, std::uint64_t offset) {
  if (const std::uint64_t size = id3v2_tag_size(window.at(offset, id3v2_header_size))) return size;
  if (starts_with(window, offset, "TAG")) return id3v1_size;
  const ape_tag tag = read_ape_tag(window, offset);
  return tag.size == 0 ? 0 : ape_header_size + (tag.is_header ? tag.size : 0);
}

std::uint64_t end_without_tags(byte_window& window) {
  std::uint64_t end = window.source_size();
  while (const std::uint64_t size = trailing_tag_size(window, end)) {
    if (size > end) break;
    end -= size;
  }
  return end;
}

}  // namespace mpeg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
