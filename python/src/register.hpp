#pragma once

#include <pybind11/pybind11.h>

// One function per file of this folder that adds something to the module.
namespace acestep_compat::python {

// For classes that nobody derives from: they do not need pybind11's metaclass, which watches over construction.
inline pybind11::metaclass plain_type() {
  return pybind11::metaclass(reinterpret_cast<PyObject*>(&PyType_Type));
}

void register_errors(pybind11::module_& module);
void register_source(pybind11::module_& module);
void register_info(pybind11::module_& module);
void register_load(pybind11::module_& module);
void register_batch(pybind11::module_& module);
void register_reader(pybind11::module_& module);
void register_writer(pybind11::module_& module);
void register_mix_channels(pybind11::module_& module);
void register_resample(pybind11::module_& module);
void register_resample_filter(pybind11::module_& module);
void register_resample_part(pybind11::module_& module);
void register_formats(pybind11::module_& module);
void register_device_policy(pybind11::module_& module);

}  // namespace acestep_compat::python
