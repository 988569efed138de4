#include "codecs/mpeg/preroll.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace acestep_compat {
inline namespace v0 {
namespace detail {
namespace mpeg {

namespace {

constexpr std::int64_t complete_frames = 2;
constexpr std::int64_t phase_period = 8;

struct main_data {
  int begin;
  int size;
};

// The first frame of `frames` that holds main data of frame `index`; -1 when that lies before all of them.
std::ptrdiff_t first_frame_used(const std::vector<main_data>& frames, std::size_t index) {
  auto first = static_cast<std::ptrdiff_t>(index);
  for (int missing = frames[index].begin; missing > 0 && first >= 0;) {
    if (--first >= 0) missing -= frames[static_cast<std::size_t>(first)].size;
  }
  return first;
}

}  // namespace

std::int64_t find_preroll(frame_scan& scan, std::int64_t target) {
  std::vector<main_data> frames;
  for (std::int64_t distance = 32;; distance *= 2) {
    const std::int64_t begin = std::max<std::int64_t>(0, target - distance);
    frames.clear();
    scan.seek(begin);
    mpeg_frame frame;
    while (begin + static_cast<std::int64_t>(frames.size()) <= target && scan.next(frame)) {
      frames.push_back({frame.main_data_begin, frame.main_data_size});
    }
    const std::int64_t complete_from = std::max<std::int64_t>(0, target - complete_frames);
    std::int64_t first = complete_from;
    for (auto i = static_cast<std::size_t>(complete_from - begin); i < frames.size(); ++i) {
      first = std::min(first, begin + first_frame_used(frames, i));
    }
    if (first >= begin || begin == 0) return std::max<std::int64_t>(0, first) / phase_period * phase_period;
  }
}

}  // namespace mpeg
}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
