#include <tuple>
#include <vector>

#include <pybind11/stl.h>

#include <acestep_compat/core/resample_filter.hpp>

#include "arguments.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

using stage_tuple = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::vector<double>>;

std::vector<stage_tuple> stages_of(const py::object& orig_sr, const py::object& new_sr, const py::object& quality) {
  const int from = to_int(orig_sr, "orig_sr", 1);
  const int to = to_int(new_sr, "new_sr", 1);
  const resample_filter filter(from, to, to_quality(quality, "quality"));
  std::vector<stage_tuple> stages;
  for (std::int64_t index = 0; index < filter.num_stages(); ++index) {
    const auto& [up, down, taps, weights] = filter.stage(index);
    stages.emplace_back(up, down, taps, std::vector<double>(weights, weights + up * taps));
  }
  return stages;
}

}  // namespace

void register_resample_filter(py::module_& module) {
  module.def("resample_filter", &stages_of, py::arg("orig_sr"), py::arg("new_sr"), py::arg("quality"),
             "The stages of a conversion: (up, down, taps, up x taps weights) each.");
}

}  // namespace acestep_compat::python
