#pragma once

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The `errno` value for a Windows error code (`GetLastError()`); EIO for codes that have none.
int errno_of_windows(unsigned long code) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
