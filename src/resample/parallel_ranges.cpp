#include "resample/parallel_ranges.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace acestep_compat::inline v0::detail {

std::optional<frame_range> block_dealer::next() {
  if (stopped_) return std::nullopt;
  const std::int64_t first = next_.fetch_add(block_);
  if (first >= num_frames_) return std::nullopt;
  return frame_range{first, std::min(first + block_, num_frames_)};
}

void parallel_ranges(std::int64_t num_frames, std::int64_t block_frames, int num_threads, const call_hooks& hooks,
                     const std::function<void(block_queue&)>& work) {
  block_dealer dealer(num_frames, block_frames);
  std::mutex mutex;
  std::exception_ptr failure;
  const auto run = [&](poller* poll) {
    try {
      block_queue queue(dealer, poll);
      work(queue);
    } catch (...) {
      dealer.stop();
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  // A thread costs about what a block does.
  const std::int64_t useful = (num_frames + block_frames - 1) / block_frames / 4;
  {
    std::vector<std::jthread> others;
    try {
      for (std::int64_t i = 1; i < std::min<std::int64_t>(num_threads, useful); ++i) others.emplace_back(run, nullptr);
    } catch (const std::system_error&) {
      // Fewer threads than asked for do as well.
    }
    poller poll(hooks);
    run(&poll);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace acestep_compat::inline v0::detail
