#pragma once

#include <string>

#include <acestep_compat/core/cstring_view.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The one place where a UTF-8 path becomes what Windows' functions take. A path that is too long for them gets the
/// prefix that lifts their limit of 260 characters, for a drive (`\\?\C:\...`) or a share (`\\?\UNC\server\...`).
///
/// Throws io_error (EINVAL) for text that is not UTF-8, and invalid_argument for a name that Windows takes for a
/// device: CON, NUL, COM1, in most versions aux.wav too. Reading from one may never end. A caller who means a device or
/// a pipe writes `\\.\NAME`.
std::wstring wide_path(cstring_view path);

/// Whether a wide path names a device or a pipe: `\\.\NAME`.
bool is_device_path(const std::wstring& path) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
