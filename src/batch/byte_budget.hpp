#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// How much memory may be in use ahead of a consumer. Shares are given in the order of their tickets, so that the file
/// that the consumer waits for can never be kept waiting by later ones.
class byte_budget {
public:
  explicit byte_budget(std::int64_t max_bytes) noexcept : max_bytes_(max_bytes) {}

  /// Waits until it is the turn of `ticket` (0, 1, 2, ...) and `bytes` are free, or nothing is in use. False when the
  /// budget was closed. Every ticket must be asked for once.
  bool acquire(std::int64_t ticket, std::int64_t bytes);
  void release(std::int64_t bytes);
  /// Ends all waiting.
  void close();

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::int64_t max_bytes_;
  std::int64_t used_ = 0;
  std::int64_t next_ticket_ = 0;
  bool closed_ = false;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
