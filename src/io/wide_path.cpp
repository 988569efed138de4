#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include "io/wide_path.hpp"

#include <cerrno>

#include <windows.h>

#include "base/fail.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

// A folder's path must leave room for a file name of 8.3 characters in MAX_PATH.
constexpr std::size_t longest_plain_path = MAX_PATH - 12;

std::wstring from_utf8(cstring_view path) {
  const int bytes = static_cast<int>(path.size());
  const int length = MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path.c_str(), bytes, nullptr, 0);
  if (length == 0) throw io_error(EINVAL, path);
  std::wstring wide(static_cast<std::size_t>(length), L'\0');
  MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path.c_str(), bytes, wide.data(), length);
  return wide;
}

// From the root on, with backslashes and without dots: what the prefix switches off is done before it.
std::wstring absolute(const std::wstring& path) {
  const DWORD room = GetFullPathNameW(path.c_str(), 0, nullptr, nullptr);
  std::wstring full(room, L'\0');
  const DWORD length = GetFullPathNameW(path.c_str(), room, full.data(), nullptr);
  if (length == 0 || length >= room) return path;  // the working folder has just changed
  full.resize(length);
  return full;
}

bool starts_with(const std::wstring& text, const wchar_t* beginning) noexcept {
  return text.rfind(beginning, 0) == 0;
}

}  // namespace

bool is_device_path(const std::wstring& path) noexcept {
  return starts_with(path, L"\\\\.\\") || starts_with(path, L"//./");
}

std::wstring wide_path(cstring_view path) {
  if (path.empty()) return {};
  std::wstring wide = from_utf8(path);
  if (is_device_path(wide) || starts_with(wide, L"\\\\?\\")) return wide;  // meant as it is
  std::wstring full = absolute(wide);
  if (is_device_path(full)) {
    fail<invalid_argument>("path must not be a name that Windows reserves for a device, got \"", path, "\"");
  }
  if (full.size() < longest_plain_path) return wide;
  return starts_with(full, L"\\\\") ? L"\\\\?\\UNC" + full.substr(1) : L"\\\\?\\" + full;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
