#pragma once

#include <atomic>
#include <functional>

#include "base/poller.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Runs `task(0)` .. `task(count - 1)` at the same time, the first one on this thread, and returns when all have ended.
/// A failure of any of them, or of `poll` while waiting, sets `stop`, which every task looks at now and then; the
/// failure of the lowest index is thrown in the end. Where the system has no more threads, this one does their work.
void parallel_tasks(int count, poller& poll, std::atomic<bool>& stop, const std::function<void(int)>& task);

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
