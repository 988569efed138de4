#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include <acestep_compat/core/audio_info.hpp>

#include "formats/content_type.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Bytes at a fixed place by which a container is recognised.
struct signature {
  std::size_t offset = 0;
  std::string_view bytes;    ///< empty: no signature
  cstring_view description;  ///< what people call it
};

/// How a container codes 8-bit PCM.
enum class eight_bit_pcm { unsigned_only, signed_only, either };

/// A container that this library reads and writes. Everything else that depends on its name follows from this row; a
/// new one needs a row here, and a parser in codecs/.
struct format_row {
  audio_format format;
  cstring_view name;
  std::array<std::string_view, 3> extensions;  ///< lower case, without the dot; the first is the usual one
  std::array<content_type, 2> contents;        ///< the first is what its usual reader is asked for
  audio_encoding encoding;                     ///< the only codec that it is written with; unknown: PCM of any kind
  eight_bit_pcm eight_bit = eight_bit_pcm::signed_only;
  int default_bits = 0;                      ///< of PCM; 0: those of the sample type
  std::array<signature, 2> signatures = {};  ///< none for Ogg and MPEG audio, which are recognised otherwise
};

/// The rows, in the order in which formats are listed to people.
std::span<const format_row> format_table() noexcept;

/// Null for `unknown`.
const format_row* find_format(audio_format format) noexcept;

/// The format that a content type belongs to; unknown for those that the core does not decode.
audio_format format_of(content_type type) noexcept;

/// "wav, rf64, w64, ..."
std::string format_names();

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
