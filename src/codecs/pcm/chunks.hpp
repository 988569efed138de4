#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <acestep_compat/core/audio_info.hpp>

#include "base/bytes.hpp"
#include "io/byte_window.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace pcm {

/// One chunk of an IFF or RIFF file: what follows its eight-byte head.
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

  /// The next chunk; nothing at the end of the file or before an id that is not four printable letters.
  std::optional<chunk> next();
  /// Goes on after `size` bytes of the latest chunk (a 64-bit size that its head cannot hold).
  void skip_body(std::uint64_t size) noexcept;

private:
  byte_window& source_;
  std::uint64_t next_;
  std::uint64_t body_ = 0;
  byte_order order_;
};

// Writers that cannot go back to the header leave a placeholder for a size there: 32-bit sizes from these on are taken
// for one. sox's lie a little above them, FFmpeg's is 0xFFFFFFFF. Sizes that have outgrown their 32 bits end here, too.
inline constexpr std::uint64_t streamed_aiff_size = 0x7F000000;
inline constexpr std::uint64_t streamed_wav_size = 0x7FFF0000;

/// Adds the text of a chunk as a tag: what comes before the first NUL, if it is no longer than a page; nothing where
/// `key` is empty.
void add_text_tag(byte_window& source, std::uint64_t offset, std::uint64_t size, std::string_view key, tag_list& tags);

}  // namespace pcm
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
