#include "io/os_file.hpp"

#include <algorithm>
#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

// Linux transfers at most 2 GiB - 4 KiB per call, macOS refuses more than INT_MAX, Windows counts in 32 bits.
constexpr std::size_t largest_transfer = std::size_t{1} << 30;

}  // namespace

os_file::os_file(os_file&& other) noexcept
    : handle_(std::exchange(other.handle_, -1)),
      kind_(other.kind_),
      size_(other.size_),
      label_(std::move(other.label_)) {}

os_file& os_file::operator=(os_file&& other) noexcept {
  if (this == &other) return *this;
  close_quietly();
  handle_ = std::exchange(other.handle_, -1);
  kind_ = other.kind_;
  size_ = other.size_;
  label_ = std::move(other.label_);
  return *this;
}

os_file::~os_file() {
  close_quietly();
}

void os_file::write_at(std::uint64_t offset, const void* data, std::size_t count) {
  const auto* bytes = static_cast<const char*>(data);
  while (count > 0) {
    const std::size_t written = write_once(&offset, bytes, std::min(count, largest_transfer));
    bytes += written;
    offset += written;
    count -= written;
    size_ = std::max(size_, offset);
  }
}

std::size_t os_file::read_at(std::uint64_t offset, void* destination, std::size_t count) {
  auto* bytes = static_cast<char*>(destination);
  std::size_t done = 0;
  while (done < count) {
    const std::uint64_t next = offset + done;
    const std::size_t got = read_once(&next, bytes + done, std::min(count - done, largest_transfer));
    if (got == 0) break;
    done += got;
  }
  return done;
}

void os_file::append(const void* data, std::size_t count) {
  const auto* bytes = static_cast<const char*>(data);
  while (count > 0) {
    const std::size_t written = write_once(nullptr, bytes, std::min(count, largest_transfer));
    bytes += written;
    count -= written;
  }
}

std::size_t os_file::read_next(void* destination, std::size_t count) {
  return read_once(nullptr, destination, std::min(count, largest_transfer));
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
