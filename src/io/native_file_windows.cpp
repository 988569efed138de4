#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include <windows.h>

#include <acestep_compat/core/error.hpp>

#include "io/native_file.hpp"
#include "io/wide_path.hpp"
#include "io/windows_errno.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

constexpr std::intptr_t no_handle = -1;             // INVALID_HANDLE_VALUE
constexpr std::size_t largest_transfer = 1u << 30;  // Windows counts bytes in 32 bits
constexpr DWORD share_all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

HANDLE native(std::intptr_t handle) noexcept {
  return reinterpret_cast<HANDLE>(handle);
}

DWORD rights_of(native_file::access how) noexcept {
  switch (how) {
    case native_file::access::read:
      return GENERIC_READ;
    case native_file::access::write_only:
      return GENERIC_WRITE;
    default:
      return GENERIC_READ | GENERIC_WRITE;
  }
}

OVERLAPPED at(std::uint64_t offset) noexcept {
  OVERLAPPED position{};
  position.Offset = static_cast<DWORD>(offset);
  position.OffsetHigh = static_cast<DWORD>(offset >> 32);
  return position;
}

/// Opens what a path leads to, folders too, without asking for any right on its content; null if that fails.
class status_handle {
public:
  explicit status_handle(const std::wstring& path) noexcept
      : handle_(CreateFileW(path.c_str(), 0, share_all, nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr)) {}
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

native_file::native_file(const std::string& path, access how, const std::string& label, unsigned) : label_(label) {
  const DWORD disposition = how == access::create_new ? CREATE_NEW : OPEN_EXISTING;
  handle_ = reinterpret_cast<std::intptr_t>(CreateFileW(wide_path(path).c_str(), rights_of(how), share_all, nullptr,
                                                        disposition, FILE_ATTRIBUTE_NORMAL, nullptr));
  if (handle_ == no_handle) fail();
  LARGE_INTEGER size{};
  if (GetFileSizeEx(native(handle_), &size)) size_ = static_cast<std::uint64_t>(size.QuadPart);
}

void native_file::write_at(std::uint64_t offset, const void* data, std::size_t count) {
  const auto* bytes = static_cast<const char*>(data);
  while (count > 0) {
    OVERLAPPED position = at(offset);
    DWORD written = 0;
    const DWORD wanted = static_cast<DWORD>(std::min(count, largest_transfer));
    if (!WriteFile(native(handle_), bytes, wanted, &written, &position)) fail();
    bytes += written;
    offset += written;
    count -= written;
    size_ = std::max(size_, offset);
  }
}

std::size_t native_file::read_at(std::uint64_t offset, void* destination, std::size_t count) {
  auto* bytes = static_cast<char*>(destination);
  std::size_t done = 0;
  while (done < count) {
    OVERLAPPED position = at(offset + done);
    DWORD got = 0;
    const DWORD wanted = static_cast<DWORD>(std::min(count - done, largest_transfer));
    if (!ReadFile(native(handle_), bytes + done, wanted, &got, &position)) {
      if (GetLastError() == ERROR_HANDLE_EOF) break;
      fail();
    }
    if (got == 0) break;
    done += got;
  }
  return done;
}

void native_file::append(const void* data, std::size_t count) {
  const auto* bytes = static_cast<const char*>(data);
  while (count > 0) {
    DWORD written = 0;
    const DWORD wanted = static_cast<DWORD>(std::min(count, largest_transfer));
    if (!WriteFile(native(handle_), bytes, wanted, &written, nullptr)) fail();
    bytes += written;
    count -= written;
  }
}

void native_file::resize(std::uint64_t size) {
  LARGE_INTEGER position{};
  position.QuadPart = static_cast<LONGLONG>(size);
  if (!SetFilePointerEx(native(handle_), position, nullptr, FILE_BEGIN) || !SetEndOfFile(native(handle_))) fail();
  size_ = size;
}

bool native_file::adopt_ownership(const file_status&) noexcept {
  return true;  // a new file inherits its folder's permissions
}

void native_file::close() {
  if (!CloseHandle(native(std::exchange(handle_, no_handle)))) fail();
}

void native_file::close_quietly() noexcept {
  if (handle_ != no_handle) CloseHandle(native(std::exchange(handle_, no_handle)));
}

void native_file::fail() const {
  throw io_error(errno_of_windows(GetLastError()), label_);
}

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
    device.type = file_status::kind::other;
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
    status.type = file_status::kind::other;
    return status;
  }
  const bool is_folder = (information.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
  status.type = is_folder ? file_status::kind::directory : file_status::kind::regular;
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
