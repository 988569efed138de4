#include "call_context.hpp"

#include <stdexcept>

#include "errors.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

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

call_context::call_context(std::shared_ptr<python_error_slot> errors) : errors_(std::move(errors)) {}

call_hooks call_context::hooks() noexcept {
  call_hooks hooks;
  hooks.user = this;
  hooks.warn = [](const warning& what, void* user) { static_cast<call_context*>(user)->warnings_.emplace_back(what); };
  hooks.poll = [](void* user) { return static_cast<call_context*>(user)->interrupted(); };
  return hooks;
}

// The core asks no more often than Ctrl-C needs, and not at all in a short call: the GIL is taken for it.
bool call_context::interrupted() {
  if (errors_->filled()) return true;
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
  for (const owned_warning& kept : warnings) {
    const warning& what = kept.view();
    warn(to_text(to_string(what.kind)), to_text(what.message), to_text(what.backend), to_text(what.reason));
  }
}

exclusive_use::exclusive_use(bool& in_use, const char* what) : in_use_(in_use) {
  if (in_use) throw std::runtime_error(std::string("this ") + what + " is being used by another thread");
  in_use_ = true;
}

}  // namespace acestep_compat::python
