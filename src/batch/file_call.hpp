#pragma once

#include <atomic>
#include <utility>
#include <vector>

#include <acestep_compat/core/call_hooks.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// The hooks of the work on one file of a batch, on whatever thread: its warnings wait for the thread that the batch
/// belongs to, and `stop` ends it. On that thread itself the `poll` of `callers` is asked, too.
class file_call {
public:
  explicit file_call(const std::atomic<bool>& stop, const call_hooks& callers = {}) : stop_(&stop), callers_(callers) {}
  file_call(const file_call&) = delete;
  file_call& operator=(const file_call&) = delete;

  call_hooks hooks() noexcept {
    call_hooks result;
    result.user = this;
    result.warn = [](const warning& what, void* user) { static_cast<file_call*>(user)->warnings_.emplace_back(what); };
    result.poll = [](void* user) { return static_cast<file_call*>(user)->must_end(); };
    return result;
  }

  std::vector<owned_warning> take_warnings() noexcept { return std::move(warnings_); }
  /// Whether the caller wants the whole to end.
  bool was_cancelled() const noexcept { return was_cancelled_; }

private:
  bool must_end() {
    was_cancelled_ = was_cancelled_ || (callers_.poll != nullptr && callers_.poll(callers_.user));
    return was_cancelled_ || *stop_;
  }

  const std::atomic<bool>* stop_;
  call_hooks callers_;
  bool was_cancelled_ = false;
  std::vector<owned_warning> warnings_;
};

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
