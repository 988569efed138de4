#include <algorithm>
#include <cstring>

#include "io/byte_store.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

void memory_store::write_at(std::uint64_t offset, const void* data, std::size_t count) {
  const auto* bytes = static_cast<const unsigned char*>(data);
  const auto first = static_cast<std::size_t>(offset);
  if (first > bytes_.size()) bytes_.resize(first);
  const std::size_t over_old = std::min(count, bytes_.size() - first);
  if (over_old > 0) std::memcpy(bytes_.data() + first, bytes, over_old);
  bytes_.insert(bytes_.end(), bytes + over_old, bytes + count);
}

std::size_t memory_store::read_at(std::uint64_t offset, void* destination, std::size_t count) {
  if (offset >= bytes_.size()) return 0;
  count = std::min(count, bytes_.size() - static_cast<std::size_t>(offset));
  if (count > 0) std::memcpy(destination, bytes_.data() + offset, count);
  return count;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
