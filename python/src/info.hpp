#pragma once

#include <pybind11/pybind11.h>

#include <acestep_compat/core/audio_info.hpp>

namespace acestep_compat::python {

// The fields of Python's AudioInfo in their order.
pybind11::tuple to_tuple(const audio_info& info);

}  // namespace acestep_compat::python
