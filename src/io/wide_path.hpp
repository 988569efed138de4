#pragma once

#include <string>

#include <acestep_compat/core/cstring_view.hpp>

namespace acestep_compat::inline v0::detail {

/// The one place where a UTF-8 path becomes what Windows' functions take. Throws io_error (EINVAL) for text that is
/// not UTF-8. Absolute paths longer than MAX_PATH get the prefix that lifts that limit.
std::wstring wide_path(cstring_view path);

}  // namespace acestep_compat::inline v0::detail
