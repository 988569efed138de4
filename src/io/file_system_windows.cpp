#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <cerrno>
#include <chrono>
#include <string>
#include <thread>

#include <windows.h>

#include <acestep_compat/core/error.hpp>

#include "io/file_system.hpp"
#include "io/wide_path.hpp"
#include "io/windows_errno.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

/// Opens what a path leads to, folders too, without asking for any right on its content; null if that fails.
class status_handle {
public:
  explicit status_handle(const std::wstring& path) noexcept
      : handle_(CreateFileW(path.c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                            OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr)) {}
  status_handle(const status_handle&) = delete;
  status_handle& operator=(const status_handle&) = delete;
  ~status_handle() {
    if (is_open()) CloseHandle(handle_);
  }
  bool is_open() const noexcept { return handle_ != INVALID_HANDLE_VALUE; }
  HANDLE get() const noexcept { return handle_; }

private:
  HANDLE handle_;
};

std::string utf8(const std::wstring& text) {
  const int units = static_cast<int>(text.size());
  const int size = WideCharToMultiByte(CP_UTF8, 0, text.data(), units, nullptr, 0, nullptr, nullptr);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  WideCharToMultiByte(CP_UTF8, 0, text.data(), units, bytes.data(), size, nullptr, nullptr);
  return bytes;
}

}  // namespace

std::string folder_of(const std::string& path) {
  const auto separator = path.find_last_of("/\\:");
  return separator == std::string::npos ? std::string() : path.substr(0, separator + 1);
}

std::string resolve_links(const std::string& path) {
  const std::wstring wide = wide_path(path);
  const DWORD attributes = GetFileAttributesW(wide.c_str());
  if (attributes == INVALID_FILE_ATTRIBUTES || (attributes & FILE_ATTRIBUTE_REPARSE_POINT) == 0) return path;
  const status_handle target(wide);
  if (!target.is_open()) return path;
  std::wstring resolved(32768, L'\0');  // the longest path there is
  const DWORD length = GetFinalPathNameByHandleW(target.get(), resolved.data(), static_cast<DWORD>(resolved.size()), 0);
  if (length == 0 || length >= resolved.size()) return path;
  resolved.resize(length);
  return utf8(resolved);
}

file_status status_of(const std::string& path) {
  const std::wstring wide = wide_path(path);
  if (is_device_path(wide)) {  // opening a pipe would take the one connection that its server waits for
    file_status device;
    device.kind = file_kind::device;
    return device;
  }
  const status_handle found(wide);
  if (!found.is_open()) {
    const int code = errno_of_windows(GetLastError());
    if (code == ENOENT) return {};
    throw io_error(code, path);
  }
  file_status status;
  BY_HANDLE_FILE_INFORMATION information{};
  if (GetFileType(found.get()) != FILE_TYPE_DISK || !GetFileInformationByHandle(found.get(), &information)) {
    status.kind = file_kind::device;
    return status;
  }
  const bool is_folder = (information.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
  status.kind = is_folder ? file_kind::directory : file_kind::regular;
  status.size = static_cast<std::uint64_t>(information.nFileSizeHigh) << 32 | information.nFileSizeLow;
  status.num_links = information.nNumberOfLinks;
  status.writable = (information.dwFileAttributes & FILE_ATTRIBUTE_READONLY) == 0;
  return status;
}

int rename_over(const std::string& from, const std::string& to) noexcept {
  try {
    const std::wstring source = wide_path(from);
    const std::wstring target = wide_path(to);
    // A player or a virus scanner may hold the old file for a moment.
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    for (;;) {
      if (MoveFileExW(source.c_str(), target.c_str(), MOVEFILE_REPLACE_EXISTING)) return 0;
      const DWORD code = GetLastError();
      const bool is_held = code == ERROR_ACCESS_DENIED || code == ERROR_SHARING_VIOLATION;
      if (!is_held || std::chrono::steady_clock::now() >= deadline) return errno_of_windows(code);
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  } catch (const io_error& failure) {
    return failure.code();
  } catch (...) {
    return ENOMEM;
  }
}

void remove_quietly(const std::string& path) noexcept {
  try {
    DeleteFileW(wide_path(path).c_str());
  } catch (...) {  // no memory for the wide path: the temporary stays
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
