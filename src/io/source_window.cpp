#include "io/source_window.hpp"

#include <algorithm>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

namespace {

// Looking at a header must not read much; walking through a file wants few calls and a block that stays in the cache.
constexpr std::size_t first_block = 2 * source_window::max_view;
constexpr std::size_t largest_block = 256 * 1024;

}  // namespace

void source_window::refill(std::uint64_t offset) {
  const bool walks_on = offset > block_begin_ && offset <= block_begin_ + block_size_;
  const std::size_t size = walks_on ? std::min(2 * block_.size(), largest_block) : first_block;
  if (block_.size() < size) block_.resize(size);
  block_size_ = 0;  // should read_at throw, the block holds nothing
  block_begin_ = offset;
  block_size_ = source_->read_at(offset, block_.data(), block_.size());
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
