#include <atomic>
#include <cstdio>
#include <string>

#include <acestep_compat/core/call_hooks.hpp>

#include "base/enum_names.hpp"
#include "base/warnings.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

constexpr detail::enum_name<warning_kind> warning_kind_names[] = {
    {warning_kind::fallback, "fallback"}, {warning_kind::damaged, "damaged"}, {warning_kind::not_atomic, "not_atomic"}};

void print_warning(const warning& what) {
  std::fprintf(stderr, "acestep_compat: warning: %s\n", what.message.c_str());
}

std::atomic<warning_handler> current_handler = print_warning;

}  // namespace

cstring_view to_string(warning_kind kind) noexcept {
  return detail::name_of<warning_kind>(warning_kind_names, kind, "not_atomic");
}

bool parse(cstring_view text, warning_kind& kind) noexcept {
  return detail::parse_name<warning_kind>(warning_kind_names, text, kind);
}

struct owned_warning::storage {
  explicit storage(const warning& what)
      : message(what.message.str()),
        source(what.source.str()),
        backend(what.backend.str()),
        reason(what.reason.str()),
        view{what.kind, message, source, backend, reason} {}
  storage(const storage&) = delete;
  storage& operator=(const storage&) = delete;

  std::string message;
  std::string source;
  std::string backend;
  std::string reason;
  warning view;
};

owned_warning::owned_warning(const warning& what) : storage_(std::make_shared<const storage>(what)) {}

const warning& owned_warning::view() const noexcept {
  return storage_->view;
}

warning_handler set_warning_handler(warning_handler handler) noexcept {
  return current_handler.exchange(handler == nullptr ? print_warning : handler);
}

namespace detail {

void warn(const call_hooks& hooks, warning_kind kind, cstring_view source, cstring_view backend, cstring_view reason) {
  const std::string message = source.str() + ": " + reason.c_str();
  warn(hooks, {kind, message, source, backend, reason});
}

void warn(const call_hooks& hooks, const warning& what) {
  if (hooks.warn != nullptr) {
    hooks.warn(what, hooks.user);
  } else {
    current_handler.load()(what);
  }
}

}  // namespace detail

}  // namespace v0
}  // namespace acestep_compat
