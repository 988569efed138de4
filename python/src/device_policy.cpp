#include <string>

#include <pybind11/pybind11.h>

#include <acestep_compat/core/device_policy.hpp>

#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

device_kind to_device_kind(const std::string& name) {
  auto kind = device_kind::other;
  parse(name, kind);
  return kind;
}

dtype_preference to_preference(const std::string& prefer) {
  dtype_preference preference{};
  if (parse(prefer, preference)) return preference;
  throw py::value_error("prefer must be 'speed' or 'stability', got '" + prefer + "'");
}

}  // namespace

void register_device_policy(py::module_& module) {
  module.def(
      "choose_device",
      [](int cuda_devices, int xpu_devices, bool mps_available) {
        accelerator_facts facts;
        facts.cuda_devices = cuda_devices;
        facts.xpu_devices = xpu_devices;
        facts.mps_available = mps_available;
        return to_string(choose_device(facts)).str();
      },
      py::kw_only(), py::arg("cuda_devices") = 0, py::arg("xpu_devices") = 0, py::arg("mps_available") = false,
      "The fastest usable kind of device: 'cuda' (ROCm included), 'xpu', 'mps' or 'cpu'.");

  module.def(
      "choose_dtype",
      [](const std::string& device, bool usable, bool native_bfloat16, const std::string& prefer) {
        device_facts facts;
        facts.kind = to_device_kind(device);
        facts.usable = usable;
        facts.native_bfloat16 = native_bfloat16;
        return to_string(choose_dtype(facts, to_preference(prefer))).str();
      },
      py::arg("device"), py::kw_only(), py::arg("usable"), py::arg("native_bfloat16"), py::arg("prefer"),
      "'float32', 'float16' or 'bfloat16' for a kind of device. prefer is 'speed' or 'stability'.");

  module.def(
      "choose_backend_settings",
      [](int cuda_devices, bool rocm) {
        accelerator_facts facts;
        facts.cuda_devices = cuda_devices;
        facts.rocm = rocm;
        const backend_settings settings = choose_backend_settings(facts);
        py::dict result;
        result["cudnn_benchmark"] = settings.cudnn_benchmark;
        if (settings.set_cudnn_deterministic) result["cudnn_deterministic"] = true;
        if (settings.set_cuda_matmul_tf32) result["cuda_matmul_allow_tf32"] = true;
        result["float32_matmul_precision"] = to_string(settings.float32_matmul_precision).str();
        return result;
      },
      py::kw_only(), py::arg("cuda_devices"), py::arg("rocm"),
      "torch's global settings and the values they should have here; what is absent is left alone.");
}

}  // namespace acestep_compat::python
