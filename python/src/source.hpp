#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include <pybind11/pybind11.h>

#include <acestep_compat/core/audio_source.hpp>

#include "call_context.hpp"

namespace acestep_compat::python {

// Encoded audio that Python names by a path, holds as bytes, or reads through a file object.
class source {
public:
  source(const pybind11::object& origin, const char* argument);
  source(const source&) = delete;
  source& operator=(const source&) = delete;
  ~source();

  audio_source& bytes() noexcept { return *bytes_; }
  const std::shared_ptr<python_error_slot>& errors() const noexcept { return errors_; }

  // The path, or None for what is not a path.
  const pybind11::object& path() const noexcept { return path_; }
  // All bytes, for a program that cannot read from the core's source.
  pybind11::bytes read_all();

  // Where a file object is left: after a load at its end, after an inspection or a failure where it was.
  void leave_at_end();
  void leave_at_start() noexcept;

private:
  void open_path(const pybind11::object& origin);
  void open_buffer(const pybind11::object& origin, const char* argument);
  void open_file_object(const pybind11::object& origin, const char* argument);
  void hold_memory(const pybind11::object& bytes_like, std::uint64_t begin, const std::string& name);

  std::shared_ptr<python_error_slot> errors_ = std::make_shared<python_error_slot>();
  pybind11::object path_ = pybind11::none();
  pybind11::object file_;  // a seekable file object, else null
  std::uint64_t begin_ = 0;
  std::uint64_t end_ = 0;
  Py_buffer buffer_{};
  std::unique_ptr<audio_source> bytes_;
};

}  // namespace acestep_compat::python
