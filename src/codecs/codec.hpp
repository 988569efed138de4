#pragma once

#include <memory>

#include <acestep_compat/core/audio_source.hpp>

#include "codecs/decoder.hpp"
#include "codecs/encoder.hpp"
#include "formats/content_type.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// What a codec is asked to open.
struct open_request {
  content_type content;
  bool with_tags;  ///< fill info().tags too
};

/// One way to decode some kinds of content and, for a few codecs, to encode some formats. Each folder of codecs/
/// defines its own; registry.cpp lists all of them in the order in which they are tried.
struct codec {
  cstring_view name;  ///< audio_info::backend
  bool (*claims)(content_type content) noexcept;
  /// Returns null for a variant that it does not know, which then goes to the next codec without a warning. Throws
  /// decode_error when it should know the file but cannot decode it; the next codec is tried, with a warning.
  std::unique_ptr<decoder> (*open)(audio_source& source, const open_request& request);

  /// Whether it encodes the format on this machine; null for codecs that only decode.
  bool (*writes)(audio_format format) noexcept = nullptr;
  /// As open_encoder does; null for codecs that only decode.
  std::unique_ptr<encoder> (*encode)(byte_store& store, const encoding_plan& plan, const tag_list* tags) = nullptr;
};

/// The codec that is the first to decode `format`; null if none does.
const codec* find_reader(audio_format format) noexcept;
/// The codec that encodes `format` on this machine; null if none does.
const codec* find_writer(audio_format format) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
