#pragma once

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The `errno` value that says what a Windows error code (`GetLastError()`) says; EIO for those without one.
int errno_of_windows(unsigned long code) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
