#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <windows.h>

#include "io/wide_path.hpp"

#include <algorithm>
#include <cerrno>

#include <acestep_compat/core/error.hpp>

namespace acestep_compat::inline v0::detail {

std::wstring wide_path(cstring_view path) {
  const int bytes = static_cast<int>(path.size());
  if (bytes == 0) return {};
  const int length = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path.c_str(), bytes, nullptr, 0);
  if (length == 0) throw io_error(EINVAL, path);
  std::wstring wide(static_cast<std::size_t>(length), L'\0');
  MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path.c_str(), bytes, wide.data(), length);

  const bool drive_absolute = wide.size() > 2 && wide[1] == L':' && (wide[2] == L'\\' || wide[2] == L'/');
  if (wide.size() >= MAX_PATH && drive_absolute) {
    std::replace(wide.begin(), wide.end(), L'/', L'\\');  // the prefix switches the translation of slashes off
    wide.insert(0, L"\\\\?\\");
  }
  return wide;
}

}  // namespace acestep_compat::inline v0::detail
