#include <acestep_compat/version.hpp>

#include "register.hpp"

namespace python = acestep_compat::python;

PYBIND11_MODULE(_core, module) {
  module.doc() = "The compiled part of acestep_compat: everything that touches samples. Private; use acestep_compat.";
  module.attr("__version__") = ACESTEP_COMPAT_VERSION;
  python::register_errors(module);
  python::register_source(module);
  python::register_info(module);
  python::register_load(module);
  python::register_batch(module);
  python::register_reader(module);
  python::register_writer(module);
  python::register_mix_channels(module);
  python::register_resample(module);
  python::register_resample_filter(module);
  python::register_resample_part(module);
  python::register_formats(module);
  python::register_device_policy(module);
}
