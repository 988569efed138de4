#include <utility>

#include <acestep_compat/core/resampler.hpp>

#include "arguments.hpp"
#include "call_context.hpp"
#include "dlpack.hpp"
#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

// A part of a conversion: the output frames [first, last).
struct part {
  int orig_rate;
  int new_rate;
  resample_quality quality;
  frame_range output;

  part(const py::object& orig_sr, const py::object& new_sr, const py::object& quality_name, const py::object& first,
       const py::object& last)
      : orig_rate(to_int(orig_sr, "orig_sr", 1)),
        new_rate(to_int(new_sr, "new_sr", 1)),
        quality(to_quality(quality_name, "quality")),
        output{to_int64(first, "first"), to_int64(last, "last")} {}
};

std::pair<std::int64_t, std::int64_t> input_range(const py::object& orig_sr, const py::object& new_sr,
                                                  const py::object& quality, const py::object& first,
                                                  const py::object& last) {
  const part wanted(orig_sr, new_sr, quality, first, last);
  const frame_range input = resample_input_range(wanted.output, wanted.orig_rate, wanted.new_rate, wanted.quality);
  return {input.first, input.last};
}

// `samples` holds float32 [N, T] with contiguous rows, the frames of a signal from `available_from` on; those that it
// does not hold count as silence.
py::capsule resample_part(const py::capsule& samples, const py::object& available_from, const py::object& orig_sr,
                          const py::object& new_sr, const py::object& quality, const py::object& first,
                          const py::object& last, const py::object& num_threads) {
  const dlpack::borrowed_tensor tensor(samples);
  const part wanted(orig_sr, new_sr, quality, first, last);
  const int threads = to_int(num_threads, "num_threads", 1);
  const const_audio_view input = tensor.rows();
  const std::int64_t begin = to_int64(available_from, "available_from");
  call_context call;
  return dlpack::to_capsule(call.run([&] {
    return resample_range(input, begin, wanted.output, wanted.orig_rate, wanted.new_rate, wanted.quality, threads,
                          call.hooks());
  }));
}

}  // namespace

void register_resample_part(py::module_& module) {
  module.def("resample_input_range", &input_range, py::arg("orig_sr"), py::arg("new_sr"), py::arg("quality"),
             py::arg("first"), py::arg("last"),
             "The input frames for the output frames [first, last) of a conversion; may reach outside the signal.");
  module.def("resample_part", &resample_part, py::arg("samples"), py::arg("available_from"), py::arg("orig_sr"),
             py::arg("new_sr"), py::arg("quality"), py::arg("first"), py::arg("last"), py::arg("num_threads"),
             "The output frames [first, last) of a signal's conversion, from a DLPack capsule of its frames from "
             "available_from on: bit for bit those of the whole conversion.");
}

}  // namespace acestep_compat::python
