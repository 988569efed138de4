#include <tuple>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "arguments.hpp"
#include "register.hpp"
#include "resample/filter_stages.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

using stage_tuple = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::vector<double>>;

std::vector<stage_tuple> resample_filter(const py::object& orig_sr, const py::object& new_sr,
                                         const py::object& quality) {
  const int from = to_int(orig_sr, "orig_sr", 1);
  const int to = to_int(new_sr, "new_sr", 1);
  std::vector<stage_tuple> stages;
  for (detail::filter_stage& stage : detail::design_filter_stages(from, to, to_quality(quality, "quality")))
    stages.emplace_back(stage.up, stage.down, stage.taps, std::move(stage.weights));
  return stages;
}

}  // namespace

void register_resample_filter(py::module_& module) {
  module.def("resample_filter", &resample_filter, py::arg("orig_sr"), py::arg("new_sr"), py::arg("quality"),
             "The stages of a conversion: (up, down, taps, up x taps weights) each.");
}

}  // namespace acestep_compat::python
