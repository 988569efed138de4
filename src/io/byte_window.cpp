#include "io/byte_window.hpp"

#include <cstring>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

// Looking at a header must not read much. Walking through a file should take few calls, with a block that stays in the
// cache: half of a typical second-level cache, since what is decoded is there too.
constexpr std::uint64_t first_block = 4 * 1024;
constexpr std::uint64_t largest_block = 128 * 1024;

}  // namespace

byte_window::byte_window(audio_source& source)
    : source_(&source),
      source_size_(source.size()),
      memory_(source.memory()),
      size_(memory_ == nullptr ? 0 : source_size_) {}

std::span<const unsigned char> byte_window::fetch(std::uint64_t offset, std::size_t count) {
  if (offset >= source_size_) return {};
  const std::uint64_t rest = source_size_ - offset;
  const std::uint64_t skipped = offset - begin_;
  const std::uint64_t kept = skipped <= size_ ? size_ - skipped : 0;
  if (kept == rest) return {data() + skipped, static_cast<std::size_t>(rest)};

  // Going on a little after the block is walking, too: parsers skip what they do not need.
  const bool walks_on = skipped <= 2 * size_;
  // The second block is no larger than the first: often all that is wanted comes right after a header and its padding.
  steps_ = walks_on ? std::min(steps_ + 1, 3) : 0;
  const std::uint64_t usual =
      walks_on ? std::clamp(steps_ == 3 ? 2 * size_ : size_, first_block, largest_block) : first_block;
  const std::uint64_t most = std::min(rest, std::max<std::uint64_t>(usual, count));
  if (kept > 0) std::memmove(block_.data(), block_.data() + skipped, static_cast<std::size_t>(kept));
  begin_ = offset;
  size_ = kept;
  if (block_.size() < most) block_.resize(static_cast<std::size_t>(most));
  size_ += source_->read_at(offset + kept, block_.data() + kept, static_cast<std::size_t>(most - kept));
  if (size_ < std::min<std::uint64_t>(count, rest)) source_size_ = offset + size_;
  return {block_.data(), static_cast<std::size_t>(size_)};
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
