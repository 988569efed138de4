#include "batch/prefetcher.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/fail.hpp"
#include "base/poller.hpp"
#include "base/thread_count.hpp"
#include "base/warnings.hpp"
#include "batch/file_call.hpp"
#include "pipeline/file_load.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

prefetcher::prefetcher(batch_files& files, const batch_options& options, const call_hooks& hooks)
    : files_(files), options_(options), hooks_(hooks), budget_(options.max_bytes), num_files_(files.size()) {
  require_at_least("max_bytes", options.max_bytes, 0);
  const int threads = thread_count(options.load.num_threads);
  const std::int64_t workers = std::min<std::int64_t>(threads, num_files_);
  options_.load.num_threads = static_cast<int>(threads / std::max<std::int64_t>(1, workers));
  start_threads(workers);
}

void prefetcher::start_threads(std::int64_t count) {
  try {
    for (std::int64_t i = 0; i < count; ++i) threads_.emplace_back([this] { work(); });
  } catch (const std::system_error& failure) {
    if (threads_.empty()) throw error(failure.what());  // fewer threads than asked for do as well
  }
}

void prefetcher::work() {
  while (!stop_) {
    const std::int64_t index = next_file_++;
    if (index >= num_files_) return;
    finished_file file = load(index);
    const std::lock_guard lock(mutex_);
    finished_.push_back(std::move(file));
    changed_.notify_all();
  }
}

prefetcher::finished_file prefetcher::load(std::int64_t index) {
  finished_file file;
  file.result.index = index;
  file_call call(stop_);
  bool has_share = false;
  try {
    file.result.audio = load_within_budget(index, call.hooks(), file.bytes, has_share);
  } catch (...) {
    file.result.failure = std::current_exception();
    if (has_share) {
      budget_.release(file.bytes);
    } else {
      budget_.acquire(index, 0);  // the turn of the next file must come
    }
    file.bytes = 0;
  }
  file.warnings = call.take_warnings();
  return file;
}

loaded_buffer prefetcher::load_within_budget(std::int64_t index, const call_hooks& hooks, std::int64_t& bytes,
                                             bool& has_share) {
  const auto source = files_.open(index);
  file_load one(*source, options_.load, hooks);
  bytes = one.expected_bytes();
  has_share = budget_.acquire(index, bytes);
  if (!has_share) throw cancelled();
  return one.run();
}

bool prefetcher::take(finished_file& file) {
  const auto wanted =
      options_.ordered
          ? std::find_if(finished_.begin(), finished_.end(),
                         [&](const finished_file& candidate) { return candidate.result.index == num_delivered_; })
          : finished_.begin();
  if (wanted == finished_.end()) return false;
  file = std::move(*wanted);
  finished_.erase(wanted);
  ++num_delivered_;
  return true;
}

bool prefetcher::next(batch_result& result) {
  finished_file file;
  poller poll(hooks_);
  {
    std::unique_lock lock(mutex_);
    if (stop_ || num_delivered_ == num_files_) return false;
    while (!take(file)) {
      changed_.wait_for(lock, poller::interval);
      lock.unlock();
      poll.check();  // not under the lock: it may wait for the caller's own
      lock.lock();
    }
  }
  budget_.release(file.bytes);
  for (const owned_warning& kept : file.warnings) warn(hooks_, kept.view());
  result = std::move(file.result);
  if (num_delivered_ == num_files_) close();
  return true;
}

void prefetcher::close() noexcept {
  stop_ = true;
  budget_.close();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
  finished_.clear();
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
