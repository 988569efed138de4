#include "codecs/mpeg/tag_blocks.hpp"

#include <cstddef>
#include <cstring>

#include "base/bytes.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

constexpr std::uint64_t id3v1_size = 128;
constexpr std::uint64_t enhanced_id3v1_size = 227;  // "TAG+", in front of an ID3v1 tag
constexpr std::uint64_t ape_header_size = 32;
constexpr std::uint64_t lyrics3_footer_size = 15;  // six digits, then "LYRICS200"

bool starts_with(source_window& window, std::uint64_t offset, const char* text) {
  const std::size_t length = std::strlen(text);
  const auto found = window.view(offset, length);
  return found.size == length && std::memcmp(found.data, text, length) == 0;
}

// An APE tag's own size counts its items and footer, not its header.
struct ape_tag {
  std::uint64_t size;
  bool has_header;
  bool is_header;
};

ape_tag read_ape_tag(source_window& window, std::uint64_t offset) {
  if (!starts_with(window, offset, "APETAGEX")) return {};
  const auto tag = window.view(offset, ape_header_size);
  if (tag.size < ape_header_size) return {};
  return {load_little<std::uint32_t>(tag.data + 12), (tag.data[23] & 0x80) != 0, (tag.data[23] & 0x20) != 0};
}

// The size of the tag that ends at `end`.
std::uint64_t trailing_tag_size(source_window& window, std::uint64_t end) {
  if (end >= id3v1_size && starts_with(window, end - id3v1_size, "TAG")) return id3v1_size;
  if (end >= enhanced_id3v1_size && starts_with(window, end - enhanced_id3v1_size, "TAG+")) return enhanced_id3v1_size;
  if (end >= ape_header_size) {
    const ape_tag tag = read_ape_tag(window, end - ape_header_size);
    if (tag.size != 0 && !tag.is_header) return tag.size + (tag.has_header ? ape_header_size : 0);
  }
  if (end >= lyrics3_footer_size && starts_with(window, end - 9, "LYRICS200")) {
    const auto digits = window.view(end - lyrics3_footer_size, 6);
    std::uint64_t size = lyrics3_footer_size;
    for (std::uint64_t i = 0, value = 0; i < 6; ++i) {
      if (digits.data[i] < '0' || digits.data[i] > '9') return 0;
      value = 10 * value + (digits.data[i] - '0');
      if (i == 5) size += value;
    }
    return size;
  }
  return 0;
}

}  // namespace

std::uint64_t tag_block_size(source_window& window, std::uint64_t offset) {
  if (starts_with(window, offset, "ID3")) {
    const auto tag = window.view(offset, 10);
    if (tag.size < 10 || tag.data[3] == 0xFF || ((tag.data[6] | tag.data[7] | tag.data[8] | tag.data[9]) & 0x80) != 0) {
      return 0;
    }
    const std::uint64_t body = std::uint64_t{tag.data[6]} << 21 | std::uint64_t{tag.data[7]} << 14 |
                               std::uint64_t{tag.data[8]} << 7 | tag.data[9];
    return 10 + body + ((tag.data[5] & 0x10) != 0 ? 10 : 0);  // the flag announces a footer
  }
  if (starts_with(window, offset, "TAG")) return id3v1_size;
  const ape_tag tag = read_ape_tag(window, offset);
  return tag.size == 0 ? 0 : ape_header_size + (tag.is_header ? tag.size : 0);
}

std::uint64_t end_without_tags(source_window& window) {
  std::uint64_t end = window.source_size();
  while (const std::uint64_t size = trailing_tag_size(window, end)) {
    if (size > end) break;
    end -= size;
  }
  return end;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
