#pragma once

#include <cerrno>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <pybind11/pybind11.h>

#include <acestep_compat/core/call_hooks.hpp>
#include <acestep_compat/core/error.hpp>

namespace acestep_compat::python {

// The first Python exception that came up while the core was working: raised by a file object's method or a signal
// handler, and to be raised again as it was, whatever the core turned it into.
class python_error_slot {
public:
  // The GIL must be held.
  void keep(pybind11::error_already_set error);
  bool filled() const;
  // Runs `work` with the GIL held. An exception of Python's is kept and leaves as an io_error about `name`, for the
  // core to end its call with.
  template <typename Work>
  auto guarded(cstring_view name, Work&& work) {
    const pybind11::gil_scoped_acquire gil;
    try {
      return work();
    } catch (pybind11::error_already_set& error) {
      keep(error);
    } catch (const pybind11::builtin_exception& error) {
      error.set_error();
      keep(pybind11::error_already_set());
    }
    throw io_error(EIO, name);
  }
  // Throws the kept exception, if there is one, and forgets it. The GIL must be held.
  void raise();

private:
  mutable std::mutex mutex_;
  std::optional<pybind11::error_already_set> error_;
};

// What a call into the core brings along: its warnings are kept until the GIL is back, and Ctrl-C ends it.
class call_context {
public:
  explicit call_context(std::shared_ptr<python_error_slot> errors = std::make_shared<python_error_slot>());
  call_context(const call_context&) = delete;
  call_context& operator=(const call_context&) = delete;

  call_hooks hooks() noexcept;

  // Runs `work` without the GIL, then raises what Python raised meanwhile, or gives the warnings out.
  template <typename Work>
  auto run(Work&& work) {
    if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
      unlocked(work);
      finish();
    } else {
      auto result = unlocked(work);
      finish();
      return result;
    }
  }

private:
  template <typename Work>
  auto unlocked(Work& work) {
    try {
      pybind11::gil_scoped_release released;
      return work();
    } catch (...) {
      warnings_.clear();  // the error says more than they do
      errors_->raise();
      throw;
    }
  }

  void finish();
  bool interrupted();

  std::shared_ptr<python_error_slot> errors_;
  std::vector<owned_warning> warnings_;
};

// Marks an object as used by this thread while a call runs without the GIL. Waiting for the other thread could wait for
// ever (a signal handler may come back here), so a second user gets a RuntimeError.
class exclusive_use {
public:
  exclusive_use(bool& in_use, const char* what);  // the GIL must be held, here and at the end
  exclusive_use(const exclusive_use&) = delete;
  exclusive_use& operator=(const exclusive_use&) = delete;
  ~exclusive_use() { in_use_ = false; }

private:
  bool& in_use_;
};

}  // namespace acestep_compat::python
