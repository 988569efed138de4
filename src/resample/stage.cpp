#include "resample/stage.hpp"

#include <algorithm>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

void copy_frames(const float* input, frame_range available, frame_range wanted, float* destination) {
  const std::int64_t from = std::clamp(available.first, wanted.first, wanted.last);
  const std::int64_t to = std::clamp(available.last, from, wanted.last);
  std::fill_n(destination, from - wanted.first, 0.0f);
  std::copy_n(input + (from - available.first), to - from, destination + (from - wanted.first));
  std::fill_n(destination + (to - wanted.first), wanted.last - to, 0.0f);
}

const float* contiguous_frames(const float* input, frame_range available, frame_range wanted, aligned_array& copy) {
  if (available.contains(wanted)) return input + (wanted.first - available.first);
  copy.reserve(static_cast<std::size_t>(wanted.size()));
  copy_frames(input, available, wanted, copy.data());
  return copy.data();
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
