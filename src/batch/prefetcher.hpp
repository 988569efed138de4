#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include <acestep_compat/core/batch.hpp>

#include "batch/byte_budget.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The threads that load a batch, and the results that wait for the consumer.
class prefetcher {
public:
  prefetcher(batch_files& files, const batch_options& options, const call_hooks& hooks);
  prefetcher(const prefetcher&) = delete;
  prefetcher& operator=(const prefetcher&) = delete;
  ~prefetcher() { close(); }

  bool next(batch_result& result);
  void close() noexcept;

private:
  struct finished_file {
    batch_result result;
    std::int64_t bytes = 0;
    std::vector<owned_warning> warnings;
  };

  void start_threads(std::int64_t count);
  void work();
  finished_file load(std::int64_t index);
  loaded_buffer load_within_budget(std::int64_t index, const call_hooks& hooks, std::int64_t& bytes, bool& has_share);
  bool take(finished_file& file);

  batch_files& files_;
  batch_options options_;
  call_hooks hooks_;
  byte_budget budget_;
  std::int64_t num_files_;
  std::atomic<std::int64_t> next_file_{0};
  std::atomic<bool> stop_{false};

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<finished_file> finished_;
  std::int64_t num_delivered_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
