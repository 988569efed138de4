#pragma once

#include <cstdint>
#include <optional>

#include <acestep_compat/core/audio_info.hpp>

#include "io/source_window.hpp"
#include "samples/sample_coding.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The number that a chunk's four letters make.
constexpr std::uint32_t chunk_id(const char (&letters)[5]) noexcept {
  std::uint32_t id = 0;
  for (int i = 0; i < 4; ++i) id = id << 8 | static_cast<unsigned char>(letters[i]);
  return id;
}

/// Reads numbers of a byte order; the caller has checked that the bytes are there.
class number_reader {
public:
  explicit number_reader(byte_order order) noexcept : order_(order) {}
  std::uint16_t u16(const unsigned char* at) const noexcept { return static_cast<std::uint16_t>(number(at, 2)); }
  std::uint32_t u32(const unsigned char* at) const noexcept { return static_cast<std::uint32_t>(number(at, 4)); }
  std::uint64_t u64(const unsigned char* at) const noexcept { return number(at, 8); }

private:
  std::uint64_t number(const unsigned char* at, int size) const noexcept {
    std::uint64_t value = 0;
    for (int i = 0; i < size; ++i) value = value << 8 | at[order_ == byte_order::big ? i : size - 1 - i];
    return value;
  }
  byte_order order_;
};

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
  chunk_walker(source_window& source, std::uint64_t first, byte_order order) noexcept
      : source_(source), next_(first), numbers_(order) {}

  /// The next chunk; nothing at the end of the file or before an id that is no four printable letters.
  std::optional<chunk> next();
  /// Goes on behind `size` bytes of the latest chunk (a 64-bit size that its head cannot hold).
  void skip_body(std::uint64_t size) noexcept;

private:
  source_window& source_;
  std::uint64_t next_;
  std::uint64_t body_ = 0;
  number_reader numbers_;
};

/// Whether a 32-bit size is what writers put in that cannot go back to fill the real one in: sox from 0x7F000000 on,
/// FFmpeg 0xFFFFFFFF.
constexpr bool is_placeholder(std::uint64_t size) noexcept {
  return size >= 0x7F000000;
}

/// Adds the text of a chunk as a tag: what comes before the first NUL, if it is no longer than a page.
void add_text_tag(source_window& source, std::uint64_t offset, std::uint64_t size, const char* key, tag_list& tags);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
