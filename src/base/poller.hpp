#pragma once

#include <chrono>

#include <acestep_compat/core/call_hooks.hpp>
#include <acestep_compat/core/error.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Asks a call's `poll` hook whether to go on, but no more often than a caller who waits for the end would notice: the
/// hook may have to wait for a lock of the caller's (Python's GIL, which other threads want too), and a short call
/// should not ask at all.
class poller {
public:
  static constexpr std::chrono::milliseconds interval{50};

  explicit poller(const call_hooks& hooks) : hooks_(hooks), last_(clock::now()) {}

  /// To be called after each block of work, on the thread of the call. Throws cancelled.
  void check() {
    if (hooks_.poll == nullptr) return;
    const auto now = clock::now();
    if (now - last_ < interval) return;
    last_ = now;
    if (hooks_.poll(hooks_.user)) throw cancelled();
  }

private:
  using clock = std::chrono::steady_clock;
  call_hooks hooks_;
  clock::time_point last_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
