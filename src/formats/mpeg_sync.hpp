#pragma once

#include <string_view>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

enum class mpeg_sync { none, layers, adts };

/// Looks for a run of consecutive MPEG audio frames (layers I to III) or ADTS frames (AAC) anywhere in `bytes`.
/// At the very beginning one frame that reaches the end of `bytes` is enough; further on it is not, since samples of
/// other formats hold such bytes, too.
mpeg_sync find_mpeg_sync(std::string_view bytes) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
