#include <pybind11/stl.h>

#include <algorithm>
#include <vector>

#include "call_context.hpp"
#include "dlpack.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

// `samples` holds float32 [N, T] with contiguous rows; `levels` has a row of N for each output channel.
py::capsule mix_channels(const py::capsule& samples, const std::vector<std::vector<float>>& levels) {
  const dlpack::borrowed_tensor tensor(samples);
  const const_audio_view input{static_cast<const float*>(tensor.data()), tensor.size(0), tensor.size(1),
                               tensor.stride(0)};
  call_context call;
  return dlpack::to_capsule(call.run([&] {
    audio_buffer output(static_cast<std::int64_t>(levels.size()), input.num_frames);
    const audio_view out = output.view();
    for (std::int64_t to = 0; to < out.num_channels; ++to) {
      float* const mixed = out.channel(to);
      std::fill_n(mixed, out.num_frames, 0.0F);
      for (std::int64_t from = 0; from < input.num_channels; ++from) {
        const float level = levels.at(static_cast<std::size_t>(to)).at(static_cast<std::size_t>(from));
        if (level == 0.0F) continue;
        const float* const channel = input.channel(from);
        for (std::int64_t i = 0; i < out.num_frames; ++i) mixed[i] += level * channel[i];
      }
    }
    return output;
  }));
}

}  // namespace

void register_mix_channels(py::module_& module) {
  module.def("mix_channels", &mix_channels, py::arg("samples"), py::arg("levels"),
             "Makes channels of a DLPack capsule's, float32 [N, T] with contiguous rows: a row of N levels for each.");
}

}  // namespace acestep_compat::python
