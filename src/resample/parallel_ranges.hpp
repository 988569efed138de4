#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include <acestep_compat/core/call_hooks.hpp>

#include "detail/poller.hpp"
#include "resample/frame_range.hpp"

namespace acestep_compat::inline v0::detail {

/// Deals the blocks of a range of frames out to threads, in order, until they are used up or the call ends early.
class block_dealer {
public:
  block_dealer(std::int64_t num_frames, std::int64_t block_frames) : num_frames_(num_frames), block_(block_frames) {}

  std::optional<frame_range> next();
  void stop() noexcept { stopped_ = true; }

private:
  std::int64_t num_frames_;
  std::int64_t block_;
  std::atomic<std::int64_t> next_{0};
  std::atomic<bool> stopped_{false};
};

/// One thread's share of the blocks.
class block_queue {
public:
  /// `poll` is null but on the thread of the call.
  block_queue(block_dealer& dealer, poller* poll) : dealer_(dealer), poll_(poll) {}

  /// The next block, or nothing when all are dealt. Throws cancelled on the thread of the call.
  std::optional<frame_range> next() {
    if (poll_ != nullptr) poll_->check();
    return dealer_.next();
  }

private:
  block_dealer& dealer_;
  poller* poll_;
};

/// Runs `work` on up to `num_threads` threads, this one among them, each with a queue of its own, and waits for all.
/// The first exception of any thread ends all and is thrown here.
void parallel_ranges(std::int64_t num_frames, std::int64_t block_frames, int num_threads, const call_hooks& hooks,
                     const std::function<void(block_queue&)>& work);

}  // namespace acestep_compat::inline v0::detail
