#include "io/source_parts.hpp"

#include <algorithm>
#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

source_parts::source_parts(audio_source& whole, std::vector<byte_range> parts)
    : whole_(whole), parts_(std::move(parts)) {
  offsets_.reserve(parts_.size());
  for (const byte_range& part : parts_) {
    offsets_.push_back(size_);
    size_ += part.end - part.begin;
  }
}

std::size_t source_parts::read_at(std::uint64_t offset, void* destination, std::size_t count) {
  if (offset >= size_) return 0;
  auto* to = static_cast<unsigned char*>(destination);
  std::size_t done = 0;
  const auto after = std::upper_bound(offsets_.begin(), offsets_.end(), offset);
  for (auto i = static_cast<std::size_t>(after - offsets_.begin()) - 1; i < parts_.size() && done < count; ++i) {
    const std::uint64_t begin = parts_[i].begin + (offset + done - offsets_[i]);
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(count - done, parts_[i].end - begin));
    const std::size_t got = whole_.read_at(begin, to + done, wanted);
    done += got;
    if (got < wanted) break;  // the file has become shorter
  }
  return done;
}

const unsigned char* source_parts::memory() const noexcept {
  const unsigned char* whole = whole_.memory();
  return whole == nullptr || parts_.size() != 1 ? nullptr : whole + parts_.front().begin;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
