#include "batch/byte_budget.hpp"

namespace acestep_compat {
inline namespace v0 {
namespace detail {

bool byte_budget::acquire(std::int64_t ticket, std::int64_t bytes) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] {
    const bool room = used_ == 0 || (bytes <= max_bytes_ && used_ <= max_bytes_ - bytes);
    return closed_ || (ticket == next_ticket_ && room);
  });
  if (closed_) return false;
  used_ += bytes;
  ++next_ticket_;
  changed_.notify_all();
  return true;
}

void byte_budget::release(std::int64_t bytes) {
  const std::lock_guard lock(mutex_);
  used_ -= bytes;
  changed_.notify_all();
}

void byte_budget::close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
