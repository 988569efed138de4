#pragma once

#include <cstdint>
#include <optional>

#include <acestep_compat/core/audio_info.hpp>

#include "base/bytes.hpp"
#include "io/byte_window.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// One chunk of an IFF or RIFF file: what lies behind its eight-byte head.
struct chunk {
  std::uint32_t id;
  std::uint64_t offset;
  std::uint64_t size;  ///< as its head claims
};

/// Walks from chunk to chunk.
class chunk_walker {
public:
  /// `first`: the offset of the first chunk's head.
  chunk_walker(byte_window& source, std::uint64_t first, byte_order order) noexcept
      : source_(source), next_(first), order_(order) {}

  /// The next chunk; nothing at the end of the file or before an id that is no four printable letters.
  std::optional<chunk> next();
  /// Goes on behind `size` bytes of the latest chunk (a 64-bit size that its head cannot hold).
  void skip_body(std::uint64_t size) noexcept;

private:
  byte_window& source_;
  std::uint64_t next_;
  std::uint64_t body_ = 0;
  byte_order order_;
};

/// Whether a 32-bit size is what writers put in that cannot go back to fill the real one in: sox from 0x7F000000 on,
/// FFmpeg 0xFFFFFFFF.
constexpr bool is_placeholder(std::uint64_t size) noexcept {
  return size >= 0x7F000000;
}

/// Adds the text of a chunk as a tag: what comes before the first NUL, if it is no longer than a page.
void add_text_tag(byte_window& source, std::uint64_t offset, std::uint64_t size, const char* key, tag_list& tags);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
