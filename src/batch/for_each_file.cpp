#include <algorithm>
#include <atomic>
#include <vector>

#include <acestep_compat/core/batch.hpp>
#include <acestep_compat/core/error.hpp>

#include "base/fail.hpp"
#include "base/parallel_tasks.hpp"
#include "base/thread_count.hpp"
#include "base/warnings.hpp"
#include "batch/file_call.hpp"

namespace acestep_compat {
inline namespace v0 {

void for_each_file(std::int64_t num_files, file_work& work, std::exception_ptr* failures, int num_threads,
                   const call_hooks& hooks) {
  detail::require_at_least("num_files", num_files, 0);
  const std::int64_t threads = std::min<std::int64_t>(detail::thread_count(num_threads), num_files);
  if (num_files == 0) return;
  std::vector<std::vector<owned_warning>> warnings(static_cast<std::size_t>(num_files));
  std::atomic<std::int64_t> next{0};
  std::atomic<bool> stop{false};
  detail::poller poll(hooks);
  detail::parallel_tasks(static_cast<int>(threads), poll, stop, [&](int task) {
    while (!stop) {
      if (task == 0) poll.check();
      const std::int64_t index = next++;
      if (index >= num_files) return;
      // The first task has the caller's thread: nothing else polls for cancellation meanwhile.
      detail::file_call call(stop, task == 0 ? hooks : call_hooks{});
      try {
        work.run(index, call.hooks());
      } catch (...) {
        failures[index] = std::current_exception();
      }
      warnings[static_cast<std::size_t>(index)] = call.take_warnings();
      if (call.was_cancelled()) throw cancelled();
    }
  });
  for (const std::vector<owned_warning>& of_file : warnings) {
    for (const owned_warning& kept : of_file) detail::warn(hooks, kept.view());
  }
}

}  // namespace v0
}  // namespace acestep_compat
