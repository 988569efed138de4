#pragma once

#include <memory>

#include <acestep_compat/core/audio_source.hpp>
#include <acestep_compat/core/call_hooks.hpp>

#include "codecs/decoder.hpp"
#include "formats/content_type.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// What a backend is asked to open.
struct open_request {
  content_type content;
  const call_hooks& hooks;
  bool with_tags;  ///< fill info().tags too
};

/// One way to decode some kinds of content. The table of all backends is in open_decoder.cpp, in the order in which
/// they are tried.
struct backend {
  cstring_view name;
  bool (*claims)(content_type content) noexcept;
  /// Returns null for a variant that it does not know, which then goes to the next backend without a warning. Throws
  /// decode_error when it should know the file but cannot decode it; the next one is tried, and a warning tells so.
  std::unique_ptr<decoder> (*open)(audio_source& source, const open_request& request);
};

/// The name of the backend that decodes `format` in the first place; empty if none does.
cstring_view reading_backend(audio_format format) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
