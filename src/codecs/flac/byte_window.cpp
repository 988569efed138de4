#include "codecs/flac/byte_window.hpp"

#include <algorithm>
#include <cstring>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

namespace {

/// One positional read per this many bytes, half of a typical second-level cache together with the decoded frames.
constexpr std::size_t block_bytes = 128 * 1024;

}  // namespace

std::span<const unsigned char> byte_window::at(std::uint64_t offset, std::size_t count) {
  if (offset >= source_size_) return {};
  const std::uint64_t rest = source_size_ - offset;
  if (const unsigned char* memory = source_->memory()) return {memory + offset, static_cast<std::size_t>(rest)};

  count = static_cast<std::size_t>(std::min<std::uint64_t>(count, rest));
  std::size_t kept = 0;
  if (offset >= block_offset_ && offset < block_offset_ + block_size_) {
    const auto start = static_cast<std::size_t>(offset - block_offset_);
    kept = block_size_ - start;
    if (kept >= count) return {block_.data() + start, kept};
    std::memmove(block_.data(), block_.data() + start, kept);
  }
  // Small requests (headers, when only information is wanted) read little; decoding reads whole blocks.
  const std::size_t wanted = count <= block_bytes / 8 ? count : std::max(count, block_bytes);
  block_offset_ = offset;
  block_size_ = kept;
  if (block_.size() < wanted) block_.resize(wanted);
  block_size_ += source_->read_at(offset + kept, block_.data() + kept,
                                  static_cast<std::size_t>(std::min<std::uint64_t>(block_.size(), rest)) - kept);
  // A file that shrank since it was opened: what it still has is its size now.
  if (block_size_ < count) source_size_ = offset + block_size_;
  return {block_.data(), block_size_};
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
