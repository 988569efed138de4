#include <vector>

#include <pybind11/stl.h>

#include "call_context.hpp"
#include "dlpack.hpp"
#include "pipeline/channel_map.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

// `samples` holds float32 [N, T] with contiguous rows; `levels` has a row of N for each output channel.
py::capsule mix_channels(const py::capsule& samples, const std::vector<std::vector<float>>& levels) {
  const dlpack::borrowed_tensor tensor(samples);
  const const_audio_view input = tensor.rows();
  call_context call;
  return dlpack::to_capsule(call.run([&] {
    audio_buffer output(static_cast<std::int64_t>(levels.size()), input.num_frames);
    detail::mix_channels(input, output.view(), levels);
    return output;
  }));
}

}  // namespace

void register_mix_channels(py::module_& module) {
  module.def("mix_channels", &mix_channels, py::arg("samples"), py::arg("levels"),
             "Makes channels of a DLPack capsule's, float32 [N, T] with contiguous rows: a row of N levels for each.");
}

}  // namespace acestep_compat::python
