#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <limits>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <acestep_compat/core/error.hpp>

#include "io/native_file.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace {

int flags_of(native_file::access how) {
  switch (how) {
    case native_file::access::read:
      return O_RDONLY;
    case native_file::access::read_write:
      return O_RDWR;
    case native_file::access::write_only:
      return O_WRONLY;
    case native_file::access::create_new:
      return O_RDWR | O_CREAT | O_EXCL;
  }
  return O_RDONLY;
}

// Linux transfers at most 2 GiB - 4 KiB per call, macOS refuses more than INT_MAX.
constexpr std::size_t largest_transfer = std::size_t{1} << 30;

}  // namespace

native_file::native_file(const std::string& path, access how, const std::string& label, unsigned mode) : label_(label) {
  do handle_ = ::open(path.c_str(), flags_of(how) | O_CLOEXEC, static_cast<mode_t>(mode));
  while (handle_ < 0 && errno == EINTR);
  if (handle_ < 0) fail();
  struct stat found {};
  if (::fstat(static_cast<int>(handle_), &found) == 0 && found.st_size > 0) {
    size_ = static_cast<std::uint64_t>(found.st_size);
  }
}

void native_file::write_at(std::uint64_t offset, const void* data, std::size_t count) {
  const auto* bytes = static_cast<const char*>(data);
  while (count > 0) {
    const ssize_t written =
        ::pwrite(static_cast<int>(handle_), bytes, std::min(count, largest_transfer), static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail();
    bytes += written;
    offset += static_cast<std::uint64_t>(written);
    count -= static_cast<std::size_t>(written);
    size_ = std::max(size_, offset);
  }
}

std::size_t native_file::read_at(std::uint64_t offset, void* destination, std::size_t count) {
  auto* bytes = static_cast<char*>(destination);
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got = ::pread(static_cast<int>(handle_), bytes + done, std::min(count - done, largest_transfer),
                                static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail();
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

void native_file::append(const void* data, std::size_t count) {
  const auto* bytes = static_cast<const char*>(data);
  while (count > 0) {
    const ssize_t written = ::write(static_cast<int>(handle_), bytes, std::min(count, largest_transfer));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail();
    bytes += written;
    count -= static_cast<std::size_t>(written);
  }
}

void native_file::resize(std::uint64_t size) {
  int result = 0;
  do result = ::ftruncate(static_cast<int>(handle_), static_cast<off_t>(size));
  while (result != 0 && errno == EINTR);
  if (result != 0) fail();
  size_ = size;
}

bool native_file::adopt_ownership(const file_status& like) noexcept {
  struct stat own {};
  const int descriptor = static_cast<int>(handle_);
  if (::fstat(descriptor, &own) != 0) return false;
  const auto owner = static_cast<uid_t>(like.owner);
  const auto group = static_cast<gid_t>(like.group);
  if ((own.st_uid != owner || own.st_gid != group) && ::fchown(descriptor, owner, group) != 0) return false;
  return ::fchmod(descriptor, static_cast<mode_t>(like.mode)) == 0;
}

void native_file::close() {
  // A second close() after EINTR would close whatever another thread got in between (Linux has closed it already).
  const int result = ::close(static_cast<int>(std::exchange(handle_, -1)));
  if (result != 0 && errno != EINTR) fail();
}

void native_file::close_quietly() noexcept {
  if (handle_ >= 0) ::close(static_cast<int>(std::exchange(handle_, -1)));
}

void native_file::fail() const {
  throw io_error(errno, label_);
}

std::string folder_of(const std::string& path) {
  const auto separator = path.rfind('/');
  return separator == std::string::npos ? std::string() : path.substr(0, separator + 1);
}

std::string resolve_links(const std::string& path) {
  std::string resolved = path;
  for (int links = 0; links < 40; ++links) {  // Linux follows 40 links, too
    struct stat found {};
    if (::lstat(resolved.c_str(), &found) != 0 || !S_ISLNK(found.st_mode)) return resolved;
    std::string target(static_cast<std::size_t>(std::max<off_t>(found.st_size, 255)) + 1, '\0');
    const ssize_t length = ::readlink(resolved.c_str(), target.data(), target.size());
    if (length < 0) throw io_error(errno, path);
    target.resize(static_cast<std::size_t>(length));
    resolved = target.front() == '/' ? target : folder_of(resolved) + target;
  }
  throw io_error(ELOOP, path);
}

file_status status_of(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    if (errno == ENOENT) return {};
    throw io_error(errno, path);
  }
  file_status status;
  status.type = S_ISREG(found.st_mode)   ? file_status::kind::regular
                : S_ISDIR(found.st_mode) ? file_status::kind::directory
                                         : file_status::kind::other;
  status.size = static_cast<std::uint64_t>(found.st_size);
  status.num_links = found.st_nlink;
  status.writable = ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0;
  status.mode = found.st_mode & 07777;
  status.owner = found.st_uid;
  status.group = found.st_gid;
  return status;
}

int rename_over(const std::string& from, const std::string& to) noexcept {
  return std::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

void remove_quietly(const std::string& path) noexcept {
  ::unlink(path.c_str());
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
