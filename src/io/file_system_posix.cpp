#include <algorithm>
#include <cerrno>
#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <acestep_compat/core/error.hpp>

#include "io/file_system.hpp"
#include "io/posix_status.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

file_status status_of(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    if (errno == ENOENT) return {};
    throw io_error(errno, path);
  }
  file_status status;
  status.kind = kind_of(found);
  status.size = static_cast<std::uint64_t>(found.st_size);
  status.num_links = found.st_nlink;
  status.writable = ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0;
  status.mode = found.st_mode & 07777;
  status.owner = found.st_uid;
  status.group = found.st_gid;
  return status;
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

int rename_over(const std::string& from, const std::string& to) noexcept {
  return std::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

void remove_quietly(const std::string& path) noexcept {
  ::unlink(path.c_str());
}

std::string folder_of(const std::string& path) {
  const auto separator = path.rfind('/');
  return separator == std::string::npos ? std::string() : path.substr(0, separator + 1);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
