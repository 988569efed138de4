#include "call_context.hpp"

#include <stdexcept>

#include "errors.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

// Looking for signals takes the GIL, which other threads want too; Ctrl-C has 0.2 s to end a call.
constexpr auto signal_check_interval = std::chrono::milliseconds(50);

const char* to_string(warning_kind kind) {
  switch (kind) {
    case warning_kind::fallback:
      return "fallback";
    case warning_kind::damaged:
      return "damaged";
    case warning_kind::not_atomic:
      return "not_atomic";
  }
  return "damaged";
}

}  // namespace

void python_error_slot::keep(py::error_already_set error) {
  const std::lock_guard lock(mutex_);
  if (!error_) error_.emplace(std::move(error));
}

bool python_error_slot::filled() const {
  const std::lock_guard lock(mutex_);
  return error_.has_value();
}

void python_error_slot::raise() {
  std::optional<py::error_already_set> error;
  {
    const std::lock_guard lock(mutex_);
    error.swap(error_);
  }
  if (error) throw py::error_already_set(*error);
}

call_context::call_context(std::shared_ptr<python_error_slot> errors)
    : errors_(std::move(errors)), last_signal_check_(std::chrono::steady_clock::now()) {}

call_hooks call_context::hooks() noexcept {
  call_hooks hooks;
  hooks.user = this;
  hooks.warn = [](const warning& what, void* user) {
    static_cast<call_context*>(user)->warnings_.push_back(
        {what.kind, what.message.str(), what.backend.str(), what.reason.str()});
  };
  hooks.poll = [](void* user) { return static_cast<call_context*>(user)->interrupted(); };
  return hooks;
}

bool call_context::interrupted() {
  if (errors_->filled()) return true;
  const auto now = std::chrono::steady_clock::now();
  if (now - last_signal_check_ < signal_check_interval) return false;
  last_signal_check_ = now;
  const py::gil_scoped_acquire gil;
  if (PyErr_CheckSignals() == 0) return false;
  errors_->keep(py::error_already_set());
  return true;
}

void call_context::finish() {
  errors_->raise();
  if (warnings_.empty()) return;
  const auto warnings = std::exchange(warnings_, {});
  const py::object warn = py::module_::import("acestep_compat._warnings").attr("warn_from_core");
  for (const kept_warning& warning : warnings) {
    warn(to_string(warning.kind), to_text(warning.message), to_text(warning.backend), to_text(warning.reason));
  }
}

exclusive_use::exclusive_use(bool& in_use, const char* what) : in_use_(in_use) {
  if (in_use) throw std::runtime_error(std::string("this ") + what + " is being used by another thread");
  in_use_ = true;
}

}  // namespace acestep_compat::python
