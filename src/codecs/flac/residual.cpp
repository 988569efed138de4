#include "codecs/flac/residual.hpp"

#include <utility>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace flac {

bool residual_reader::begin(bit_reader& bits, int block_size, int order, std::int32_t* output) noexcept {
  const auto method = bits.read(2);
  const auto partition_order = static_cast<int>(bits.read(4));
  if (method > 1) return false;
  partition_size_ = block_size >> partition_order;
  if (partition_size_ << partition_order != block_size || partition_size_ < order) return false;
  bits_ = &bits;
  output_ = output;
  parameter_bits_ = method == 0 ? 4 : 5;
  partitions_left_ = 1 << partition_order;
  next_size_ = partition_size_ - order;
  remaining_ = 0;
  return true;
}

bool residual_reader::next_partition() noexcept {
  while (partitions_left_ > 0) {
    --partitions_left_;
    const int size = std::exchange(next_size_, partition_size_);
    const auto parameter = static_cast<int>(bits_->read(parameter_bits_));
    if (parameter == (1 << parameter_bits_) - 1) {
      const auto width = static_cast<int>(bits_->read(5));
      for (int i = 0; i < size; ++i) *output_++ = static_cast<std::int32_t>(bits_->read_signed(width));
    } else if (size > 0) {
      parameter_ = parameter;
      remaining_ = size;
      return true;
    }
    // Nothing real comes any more; a caller sees the overrun.
    if (bits_->overrun()) partitions_left_ = 0;
  }
  return false;
}

}  // namespace flac
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
