#include "io/memory_source.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

memory_source::memory_source(const void* data, std::size_t size, cstring_view name)
    : data_(static_cast<const unsigned char*>(data)), size_(size), name_(name.str()) {}

memory_source::memory_source(std::vector<unsigned char> bytes, cstring_view name)
    : owned_(std::move(bytes)), data_(owned_.data()), size_(owned_.size()), name_(name.str()) {}

std::size_t memory_source::read_at(std::uint64_t offset, void* destination, std::size_t count) {
  if (offset >= size_ || count == 0) return 0;
  const std::size_t available = std::min(count, size_ - static_cast<std::size_t>(offset));
  std::memcpy(destination, data_ + offset, available);
  return available;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
