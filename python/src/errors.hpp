#pragma once

#include <exception>

#include <pybind11/pybind11.h>

#include <acestep_compat/core/cstring_view.hpp>

namespace acestep_compat::python {

// What the core says about a file, as a Python text: paths on POSIX may hold any bytes.
pybind11::str to_text(cstring_view text);

// The Python exception that corresponds to a C++ one; its nested causes are chained as __cause__.
pybind11::object to_exception(const std::exception& error);

}  // namespace acestep_compat::python
