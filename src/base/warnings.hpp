#pragma once

#include <acestep_compat/core/call_hooks.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Hands a warning to the call's own handler, or to the process-wide one. The message becomes "source: reason".
void warn(const call_hooks& hooks, warning_kind kind, cstring_view source, cstring_view backend, cstring_view reason);
/// The same with a warning that is complete.
void warn(const call_hooks& hooks, const warning& what);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
