#include <acestep_compat/core/resampler.hpp>

#include "arguments.hpp"
#include "call_context.hpp"
#include "dlpack.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

// `samples` holds float32 [N, T] whose rows are contiguous: what the Python layer makes of its input.
py::capsule resample_samples(const py::capsule& samples, const py::object& orig_sr, const py::object& new_sr,
                             const py::object& quality, const py::object& num_threads) {
  const dlpack::borrowed_tensor tensor(samples);
  const int from = to_int(orig_sr, "orig_sr", 1);
  const int to = to_int(new_sr, "new_sr", 1);
  const resample_quality chosen = to_quality(quality, "quality");
  const int threads = to_int(num_threads, "num_threads", 1);
  const const_audio_view input = tensor.rows();
  call_context call;
  return dlpack::to_capsule(call.run([&] { return resample(input, from, to, chosen, threads, call.hooks()); }));
}

}  // namespace

void register_resample(py::module_& module) {
  module.def("resample", &resample_samples, py::arg("samples"), py::arg("orig_sr"), py::arg("new_sr"),
             py::arg("quality"), py::arg("num_threads"),
             "Resamples a DLPack capsule of float32 [N, T] with contiguous rows into a new one.");
}

}  // namespace acestep_compat::python
