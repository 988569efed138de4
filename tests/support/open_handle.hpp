#pragma once

// For the tests of Windows.

#define WIN32_LEAN_AND_MEAN
#ifndef NOMINMAX
#define NOMINMAX
#endif
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>

#include <windows.h>

namespace test_support {

/// A handle of Windows that is closed at the end: a file as another program has it open, a pipe, a process.
class open_handle {
public:
  explicit open_handle(HANDLE handle) : handle_(handle) {
    if (handle == INVALID_HANDLE_VALUE || handle == nullptr) throw std::runtime_error("no handle");
  }
  /// An existing file, opened with these rights; `share` are those that everybody else keeps.
  open_handle(const std::string& path, DWORD rights, DWORD share)
      : open_handle(
            CreateFileW(std::filesystem::path(path).c_str(), rights, share, nullptr, OPEN_EXISTING, 0, nullptr)) {}
  open_handle(open_handle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  open_handle& operator=(open_handle&&) = delete;
  ~open_handle() { close(); }

  HANDLE get() const noexcept { return handle_; }
  void close() noexcept {
    if (handle_ != nullptr) CloseHandle(std::exchange(handle_, nullptr));
  }

private:
  HANDLE handle_;
};

}  // namespace test_support
