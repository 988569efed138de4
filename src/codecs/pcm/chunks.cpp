#include "codecs/pcm/chunks.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

std::optional<chunk> chunk_walker::next() {
  const auto head = source_.at(next_, 8);
  if (head.size() < 8) return std::nullopt;
  if (!std::all_of(head.data(), head.data() + 4, [](unsigned char c) { return c >= 0x20 && c < 0x7F; })) {
    return std::nullopt;
  }
  const chunk found{load_big<std::uint32_t>(head.data()), next_ + 8, load<std::uint32_t>(head.data() + 4, order_)};
  body_ = found.offset;
  skip_body(found.size);
  return found;
}

void chunk_walker::skip_body(std::uint64_t size) noexcept {
  // A size beyond the file ends the walk; this keeps the sum from wrapping around.
  size = std::min(size, source_.source_size());
  next_ = body_ + size + (size & 1);
}

void add_text_tag(byte_window& source, std::uint64_t offset, std::uint64_t size, std::string_view key, tag_list& tags) {
  constexpr std::uint64_t longest = 4096;
  if (key.empty() || size == 0 || size > longest) return;
  const auto body = source.at(offset, static_cast<std::size_t>(size));
  const auto* end = std::find(body.data(), body.data() + body.size(), 0);
  const std::string text(body.data(), end);
  if (!text.empty()) tags.add(std::string(key), text);
}

}  // namespace pcm
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
