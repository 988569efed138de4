#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <acestep_compat/core/error.hpp>

#include "io/os_file.hpp"
#include "io/posix_status.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

int flags_of(os_file::access how) noexcept {
  switch (how) {
    case os_file::access::read:
      return O_RDONLY;
    case os_file::access::read_write:
      return O_RDWR;
    case os_file::access::write_only:
      return O_WRONLY;
    case os_file::access::create_new:
      return O_RDWR | O_CREAT | O_EXCL;
  }
  return O_RDONLY;
}

int descriptor(std::intptr_t handle) noexcept {
  return static_cast<int>(handle);
}

/// Repeats a call of the system that a signal interrupts.
template <typename Call>
auto uninterrupted(Call call) noexcept {
  auto result = call();
  while (result < 0 && errno == EINTR) result = call();
  return result;
}

}  // namespace

os_file::os_file(const std::string& path, access how, const std::string& label, unsigned mode) : label_(label) {
  const int flags = flags_of(how) | O_CLOEXEC | O_NOCTTY;
  handle_ = uninterrupted([&] { return ::open(path.c_str(), flags, static_cast<mode_t>(mode)); });
  if (handle_ < 0) fail();
  struct stat found {};
  if (::fstat(descriptor(handle_), &found) != 0) {
    const int code = errno;
    close_quietly();
    throw io_error(code, label_);
  }
  kind_ = kind_of(found);
  size_ = found.st_size > 0 ? static_cast<std::uint64_t>(found.st_size) : 0;
}

std::size_t os_file::read_once(const std::uint64_t* offset, void* destination, std::size_t count) const {
  const ssize_t got = uninterrupted([&] {
    return offset == nullptr ? ::read(descriptor(handle_), destination, count)
                             : ::pread(descriptor(handle_), destination, count, static_cast<off_t>(*offset));
  });
  if (got < 0) fail();
  return static_cast<std::size_t>(got);
}

std::size_t os_file::write_once(const std::uint64_t* offset, const void* data, std::size_t count) const {
  const ssize_t written = uninterrupted([&] {
    return offset == nullptr ? ::write(descriptor(handle_), data, count)
                             : ::pwrite(descriptor(handle_), data, count, static_cast<off_t>(*offset));
  });
  if (written < 0) fail();
  return static_cast<std::size_t>(written);
}

void os_file::resize(std::uint64_t size) {
  if (uninterrupted([&] { return ::ftruncate(descriptor(handle_), static_cast<off_t>(size)); }) != 0) fail();
  size_ = size;
}

bool os_file::adopt_ownership(const file_status& like) noexcept {
  struct stat own {};
  const int file = descriptor(handle_);
  if (::fstat(file, &own) != 0) return false;
  const auto owner = static_cast<uid_t>(like.owner);
  const auto group = static_cast<gid_t>(like.group);
  if ((own.st_uid != owner || own.st_gid != group) && ::fchown(file, owner, group) != 0) return false;
  return ::fchmod(file, static_cast<mode_t>(like.mode)) == 0;
}

void os_file::close() {
  // A second close() after EINTR would close whatever another thread got in between (Linux has closed it already).
  const int result = ::close(descriptor(std::exchange(handle_, -1)));
  if (result != 0 && errno != EINTR) fail();
}

void os_file::close_quietly() noexcept {
  if (handle_ >= 0) ::close(descriptor(std::exchange(handle_, -1)));
}

void os_file::fail() const {
  throw io_error(errno, label_);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
