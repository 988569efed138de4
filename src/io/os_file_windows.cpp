#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <cerrno>
#include <string>
#include <utility>

#include <windows.h>

#include <acestep_compat/core/error.hpp>

#include "io/os_file.hpp"
#include "io/wide_path.hpp"
#include "io/windows_errno.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

constexpr std::intptr_t no_handle = -1;  // INVALID_HANDLE_VALUE
constexpr DWORD share_all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

HANDLE native(std::intptr_t handle) noexcept {
  return reinterpret_cast<HANDLE>(handle);
}

DWORD rights_of(os_file::access how) noexcept {
  switch (how) {
    case os_file::access::read:
      return GENERIC_READ;
    case os_file::access::write_only:
      return GENERIC_WRITE;
    default:
      return GENERIC_READ | GENERIC_WRITE;
  }
}

file_kind kind_of(HANDLE file) noexcept {
  switch (GetFileType(file)) {
    case FILE_TYPE_DISK:
      return file_kind::regular;
    case FILE_TYPE_CHAR:
      return file_kind::device;
    default:
      return file_kind::pipe;
  }
}

OVERLAPPED at(std::uint64_t offset) noexcept {
  OVERLAPPED position{};
  position.Offset = static_cast<DWORD>(offset);
  position.OffsetHigh = static_cast<DWORD>(offset >> 32);
  return position;
}

bool is_folder(const std::wstring& path) noexcept {
  const DWORD attributes = GetFileAttributesW(path.c_str());
  return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

}  // namespace

os_file::os_file(const std::string& path, access how, const std::string& label, unsigned) : label_(label) {
  const std::wstring wide = wide_path(path);
  const DWORD disposition = how == access::create_new ? CREATE_NEW : OPEN_EXISTING;
  handle_ = reinterpret_cast<std::intptr_t>(
      CreateFileW(wide.c_str(), rights_of(how), share_all, nullptr, disposition, FILE_ATTRIBUTE_NORMAL, nullptr));
  if (handle_ == no_handle) {
    const DWORD error = GetLastError();
    // Of a folder, the system only says that access is denied, or that there is no such path.
    const int code = is_folder(wide) ? EISDIR : errno_of_windows(error);
    throw io_error(code, label_);
  }
  kind_ = kind_of(native(handle_));
  LARGE_INTEGER size{};
  if (kind_ == file_kind::regular && !GetFileSizeEx(native(handle_), &size)) {
    const int code = errno_of_windows(GetLastError());
    close_quietly();
    throw io_error(code, label_);
  }
  size_ = static_cast<std::uint64_t>(size.QuadPart);
}

std::size_t os_file::read_once(const std::uint64_t* offset, void* destination, std::size_t count) const {
  OVERLAPPED position = at(offset == nullptr ? 0 : *offset);
  DWORD got = 0;
  if (!ReadFile(native(handle_), destination, static_cast<DWORD>(count), &got,
                offset == nullptr ? nullptr : &position)) {
    const DWORD error = GetLastError();
    // A pipe is broken when its writer has closed it.
    if (error != ERROR_HANDLE_EOF && error != ERROR_BROKEN_PIPE) fail();
    return 0;
  }
  return got;
}

std::size_t os_file::write_once(const std::uint64_t* offset, const void* data, std::size_t count) const {
  OVERLAPPED position = at(offset == nullptr ? 0 : *offset);
  DWORD written = 0;
  if (!WriteFile(native(handle_), data, static_cast<DWORD>(count), &written, offset == nullptr ? nullptr : &position)) {
    fail();
  }
  return written;
}

void os_file::resize(std::uint64_t size) {
  LARGE_INTEGER position{};
  position.QuadPart = static_cast<LONGLONG>(size);
  if (!SetFilePointerEx(native(handle_), position, nullptr, FILE_BEGIN) || !SetEndOfFile(native(handle_))) fail();
  size_ = size;
}

bool os_file::adopt_ownership(const file_status&) noexcept {
  return true;  // a new file inherits its folder's permissions
}

void os_file::close() {
  if (!CloseHandle(native(std::exchange(handle_, no_handle)))) fail();
}

void os_file::close_quietly() noexcept {
  if (handle_ != no_handle) CloseHandle(native(std::exchange(handle_, no_handle)));
}

void os_file::fail() const {
  throw io_error(errno_of_windows(GetLastError()), label_);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
