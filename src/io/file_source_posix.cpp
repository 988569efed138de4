#include <algorithm>
#include <cerrno>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <acestep_compat/core/error.hpp>

#include "io/file_source.hpp"
#include "io/memory_source.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

class descriptor {
public:
  explicit descriptor(int value) noexcept : value_(value) {}
  descriptor(descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  descriptor& operator=(descriptor&&) = delete;
  ~descriptor() {
    if (value_ >= 0) close(value_);
  }
  int get() const noexcept { return value_; }

private:
  int value_;
};

class file_source final : public audio_source {
public:
  file_source(descriptor file, std::uint64_t size, cstring_view path)
      : file_(std::move(file)), size_(size), path_(path.str()) {}

  std::size_t read_at(std::uint64_t offset, void* destination, std::size_t count) override {
    std::size_t done = 0;
    while (done < count && offset + done < size_) {
      const ssize_t got =
          pread(file_.get(), static_cast<char*>(destination) + done, count - done, static_cast<off_t>(offset + done));
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) throw io_error(errno, path_);
      if (got == 0) break;  // shorter than it was when it was opened
      done += static_cast<std::size_t>(got);
    }
    return done;
  }

  std::uint64_t size() override { return size_; }
  cstring_view name() const noexcept override { return path_; }

private:
  descriptor file_;
  std::uint64_t size_;
  std::string path_;
};

// Pipes and devices have no size and cannot be read at an offset.
std::vector<unsigned char> read_to_end(const descriptor& file, std::uint64_t max_bytes, cstring_view path) {
  constexpr std::size_t chunk = std::size_t{1} << 20;
  std::vector<unsigned char> bytes;
  for (std::size_t used = 0;;) {
    if (used > max_bytes) throw io_error(EFBIG, path);
    if (bytes.size() - used < chunk) bytes.resize(std::max(used + chunk, used + used / 2));
    const ssize_t got = read(file.get(), bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw io_error(errno, path);
    if (got == 0) {
      bytes.resize(used);
      return bytes;
    }
    used += static_cast<std::size_t>(got);
  }
}

}  // namespace

std::unique_ptr<audio_source> open_file_source(cstring_view path) {
  int value = -1;
  do {
    value = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  } while (value < 0 && errno == EINTR);
  if (value < 0) throw io_error(errno, path);
  descriptor file(value);

  struct stat status {};
  if (fstat(file.get(), &status) != 0) throw io_error(errno, path);
  if (S_ISDIR(status.st_mode)) throw io_error(EISDIR, path);
  if (!S_ISREG(status.st_mode)) {
    const std::uint64_t max_bytes = S_ISCHR(status.st_mode) ? max_device_bytes : max_pipe_bytes;
    return std::make_unique<memory_source>(read_to_end(file, max_bytes, path), path);
  }
  return std::make_unique<file_source>(std::move(file), static_cast<std::uint64_t>(status.st_size), path);
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
