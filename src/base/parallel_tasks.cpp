#include "base/parallel_tasks.hpp"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

void parallel_tasks(int count, poller& poll, std::atomic<bool>& stop, const std::function<void(int)>& task) {
  std::vector<std::exception_ptr> failures(static_cast<std::size_t>(count));
  std::mutex mutex;
  std::condition_variable ended;
  int running = 0;

  const auto run = [&](int index) {
    try {
      task(index);
    } catch (...) {
      failures[static_cast<std::size_t>(index)] = std::current_exception();
      stop = true;
    }
  };
  std::exception_ptr interruption;
  {
    std::vector<std::jthread> threads;
    std::vector<int> left;
    for (int index = 1; index < count; ++index) {
      try {
        {
          const std::lock_guard lock(mutex);
          ++running;
        }
        threads.emplace_back([&, index] {
          run(index);
          const std::lock_guard lock(mutex);
          --running;
          ended.notify_one();
        });
      } catch (const std::system_error&) {
        const std::lock_guard lock(mutex);
        --running;
        left.push_back(index);
      }
    }
    run(0);
    for (const int index : left) run(index);

    std::unique_lock lock(mutex);
    while (running > 0) {
      ended.wait_for(lock, poller::interval);
      try {
        if (!stop) poll.check();
      } catch (...) {
        interruption = std::current_exception();
        stop = true;
      }
    }
  }
  if (interruption != nullptr) std::rethrow_exception(interruption);
  for (const std::exception_ptr& failure : failures) {
    if (failure != nullptr) std::rethrow_exception(failure);
  }
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
