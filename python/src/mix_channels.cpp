#include <vector>

#include <pybind11/stl.h>

#include <acestep_compat/core/channels.hpp>

#include "call_context.hpp"
#include "dlpack.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

// `samples` holds float32 [N, T] with contiguous rows; `levels` has a row of N for each output channel.
py::capsule mix(const py::capsule& samples, const std::vector<std::vector<float>>& levels) {
  const dlpack::borrowed_tensor tensor(samples);
  const const_audio_view input = tensor.rows();
  std::vector<float> joined;
  for (const std::vector<float>& row : levels) {
    if (static_cast<std::int64_t>(row.size()) != input.num_channels) {
      throw py::value_error("each row of levels must have one entry per channel");
    }
    joined.insert(joined.end(), row.begin(), row.end());
  }
  call_context call;
  return dlpack::to_capsule(
      call.run([&] { return mix_channels(input, joined.data(), static_cast<std::int64_t>(levels.size())); }));
}

}  // namespace

void register_mix_channels(py::module_& module) {
  module.def("mix_channels", &mix, py::arg("samples"), py::arg("levels"),
             "Makes channels of a DLPack capsule's, float32 [N, T] with contiguous rows: a row of N levels for each.");
}

}  // namespace acestep_compat::python
