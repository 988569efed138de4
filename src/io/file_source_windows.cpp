#define WIN32_LEAN_AND_MEAN
#define NOMINMAX
#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>
#include <vector>

#include <windows.h>

#include <acestep_compat/core/error.hpp>

#include "io/file_source.hpp"
#include "io/memory_source.hpp"
#include "io/wide_path.hpp"
#include "io/windows_errno.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

class file_handle {
public:
  explicit file_handle(HANDLE value) noexcept : value_(value) {}
  file_handle(file_handle&& other) noexcept : value_(std::exchange(other.value_, INVALID_HANDLE_VALUE)) {}
  file_handle& operator=(file_handle&&) = delete;
  ~file_handle() {
    if (value_ != INVALID_HANDLE_VALUE) CloseHandle(value_);
  }
  HANDLE get() const noexcept { return value_; }

private:
  HANDLE value_;
};

class file_source final : public audio_source {
public:
  file_source(file_handle file, std::uint64_t size, cstring_view path)
      : file_(std::move(file)), size_(size), path_(path.str()) {}

  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override {
    constexpr std::size_t chunk = std::size_t{1} << 30;  // ReadFile counts in 32 bits
    std::size_t done = 0;
    while (done < count && offset + done < size_) {
      OVERLAPPED position{};
      position.Offset = static_cast<DWORD>(offset + done);
      position.OffsetHigh = static_cast<DWORD>((offset + done) >> 32);
      const DWORD wanted = static_cast<DWORD>(std::min(count - done, chunk));
      DWORD got = 0;
      if (!ReadFile(file_.get(), static_cast<char*>(destination) + done, wanted, &got, &position)) {
        if (GetLastError() == ERROR_HANDLE_EOF) break;
        throw io_error(errno_of_windows(GetLastError()), path_);
      }
      if (got == 0) break;
      done += got;
    }
    return done;
  }

  std::uint64_t size() override { return size_; }
  cstring_view name() const noexcept override { return path_; }

private:
  file_handle file_;
  std::uint64_t size_;
  std::string path_;
};

// Pipes and devices have no size and cannot be read at an offset.
std::vector<unsigned char> read_to_end(const file_handle& file, cstring_view path) {
  constexpr std::size_t chunk = std::size_t{1} << 20;
  std::vector<unsigned char> bytes;
  for (std::size_t used = 0;;) {
    if (used > max_pipe_bytes) throw io_error(EFBIG, path);
    bytes.resize(used + chunk);
    DWORD got = 0;
    if (!ReadFile(file.get(), bytes.data() + used, static_cast<DWORD>(chunk), &got, nullptr)) {
      if (GetLastError() != ERROR_BROKEN_PIPE) throw io_error(errno_of_windows(GetLastError()), path);
      got = 0;  // the writer closed its end
    }
    used += got;
    if (got == 0) {
      bytes.resize(used);
      return bytes;
    }
  }
}

}  // namespace

std::unique_ptr<audio_source> open_file_source(cstring_view path) {
  const std::wstring wide = wide_path(path);
  const DWORD attributes = GetFileAttributesW(wide.c_str());
  if (attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) {
    throw io_error(EISDIR, path);  // opening it would only say that access is denied
  }
  constexpr DWORD share_all = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  file_handle file(CreateFileW(wide.c_str(), GENERIC_READ, share_all, nullptr, OPEN_EXISTING, 0, nullptr));
  if (file.get() == INVALID_HANDLE_VALUE) throw io_error(errno_of_windows(GetLastError()), path);

  LARGE_INTEGER size{};
  if (GetFileType(file.get()) != FILE_TYPE_DISK) {
    return std::make_unique<memory_source>(read_to_end(file, path), path);
  }
  if (!GetFileSizeEx(file.get(), &size)) throw io_error(errno_of_windows(GetLastError()), path);
  return std::make_unique<file_source>(std::move(file), static_cast<std::uint64_t>(size.QuadPart), path);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
