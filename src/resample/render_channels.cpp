#include "resample/render_channels.hpp"

#include <algorithm>
#include <atomic>

#include "base/parallel_tasks.hpp"
#include "base/poller.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

void render_channels(const conversion& conversion, const_audio_view input, frame_range available, frame_range output,
                     audio_view destination, int num_threads, const call_hooks& hooks) {
  const std::int64_t block = conversion.block_frames();
  const std::int64_t blocks = (output.size() + block - 1) / block;
  const std::int64_t pieces = blocks * destination.num_channels;
  // A thread costs about what a block of one channel does.
  const std::int64_t useful_threads = std::max<std::int64_t>(1, pieces / 4);

  poller poll(hooks);
  std::atomic<bool> stop = false;
  std::atomic<std::int64_t> next = 0;
  parallel_tasks(static_cast<int>(std::min<std::int64_t>(num_threads, useful_threads)), poll, stop, [&](int task) {
    conversion_scratch scratch;
    while (!stop) {
      if (task == 0) poll.check();
      const std::int64_t piece = next++;
      if (piece >= pieces) return;
      const std::int64_t channel = piece / blocks;
      const std::int64_t first = piece % blocks * block;
      const frame_range range{output.first + first, std::min(output.first + first + block, output.last)};
      conversion.render(input.channel(channel), available, range, destination.channel(channel) + first, scratch);
    }
  });
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
