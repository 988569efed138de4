#pragma once

#include <memory>

#include <pybind11/pybind11.h>

#include <acestep_compat/core/audio_writer.hpp>

#include "call_context.hpp"

namespace acestep_compat::python {

// Writes into a Python file object, from its position on. An exception that Python raises is kept for the caller.
class file_object_sink final : public audio_sink {
public:
  // Throws TypeError for a file object in text mode.
  file_object_sink(pybind11::object file, std::shared_ptr<python_error_slot> errors);
  ~file_object_sink() override;

  void write(const void* data, std::size_t count) override;

private:
  pybind11::object file_;
  std::shared_ptr<python_error_slot> errors_;
};

}  // namespace acestep_compat::python
