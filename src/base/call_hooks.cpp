#include <atomic>
#include <cstdio>
#include <string>

#include <acestep_compat/core/call_hooks.hpp>

#include "base/warnings.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

void print_warning(const warning& what) {
  std::fprintf(stderr, "acestep_compat: warning: %s\n", what.message.c_str());
}

std::atomic<warning_handler> current_handler = print_warning;

}  // namespace

warning_handler set_warning_handler(warning_handler handler) noexcept {
  return current_handler.exchange(handler == nullptr ? print_warning : handler);
}

namespace detail {

void warn(const call_hooks& hooks, warning_kind kind, cstring_view source, cstring_view backend, cstring_view reason) {
  const std::string message = source.str() + ": " + reason.c_str();
  const warning what{kind, message, source, backend, reason};
  if (hooks.warn != nullptr) {
    hooks.warn(what, hooks.user);
  } else {
    current_handler.load()(what);
  }
}

}  // namespace detail

}  // namespace v0
}  // namespace acestep_compat
