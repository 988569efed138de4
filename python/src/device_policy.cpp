#include <string>
#include <utility>

#include <pybind11/pybind11.h>

#include <acestep_compat/core/device_policy.hpp>

#include "register.hpp"

namespace py = pybind11;

namespace acestep_compat::python {

namespace {

device_kind parse_device(const std::string& name) {
  if (name == "cpu") return device_kind::cpu;
  if (name == "cuda") return device_kind::cuda;
  if (name == "xpu") return device_kind::xpu;
  if (name == "mps") return device_kind::mps;
  return device_kind::other;
}

const char* name_of(device_kind kind) {
  switch (kind) {
    case device_kind::cuda:
      return "cuda";
    case device_kind::xpu:
      return "xpu";
    case device_kind::mps:
      return "mps";
    case device_kind::cpu:
    case device_kind::other:
      break;
  }
  return "cpu";
}

const char* name_of(dtype_kind dtype) {
  switch (dtype) {
    case dtype_kind::float16:
      return "float16";
    case dtype_kind::bfloat16:
      return "bfloat16";
    case dtype_kind::float32:
      break;
  }
  return "float32";
}

dtype_preference parse_preference(const std::string& prefer) {
  if (prefer == "speed") return dtype_preference::speed;
  if (prefer == "stability") return dtype_preference::stability;
  throw py::value_error("prefer must be 'speed' or 'stability', got '" + prefer + "'");
}

const char* name_of(matmul_precision precision) {
  switch (precision) {
    case matmul_precision::highest:
      return "highest";
    case matmul_precision::medium:
      return "medium";
    case matmul_precision::high:
      break;
  }
  return "high";
}

compiler_state parse_compiler_state(const std::string& state) {
  if (state == "untested") return compiler_state::untested;
  if (state == "works") return compiler_state::works;
  if (state == "no_cpp_compiler") return compiler_state::no_cpp_compiler;
  if (state == "no_triton") return compiler_state::no_triton;
  if (state == "broken") return compiler_state::broken;
  throw py::value_error("compiler must be untested, works, no_cpp_compiler, no_triton or broken, got '" + state + "'");
}

const char* name_of(compile_decision decision) {
  switch (decision) {
    case compile_decision::compile:
      return "compile";
    case compile_decision::probe_first:
      return "probe_first";
    case compile_decision::disabled_by_environment:
      return "disabled_by_environment";
    case compile_decision::dynamo_unsupported:
      return "dynamo_unsupported";
    case compile_decision::bfloat16_on_windows:
      return "bfloat16_on_windows";
    case compile_decision::no_cpp_compiler:
      return "no_cpp_compiler";
    case compile_decision::no_triton:
      return "no_triton";
    case compile_decision::broken_compiler:
      break;
  }
  return "broken_compiler";
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
        return name_of(choose_device(facts));
      },
      py::kw_only(), py::arg("cuda_devices") = 0, py::arg("xpu_devices") = 0, py::arg("mps_available") = false,
      "The fastest usable kind of device: 'cuda' (ROCm included), 'xpu', 'mps' or 'cpu'.");

  module.def("nvidia_has_native_bfloat16", &nvidia_has_native_bfloat16, py::arg("compute_major"),
             py::arg("compute_minor"), "Whether NVIDIA GPUs of this compute capability compute bfloat16 in hardware.");

  module.def(
      "amd_has_native_bfloat16", [](const std::string& name) { return amd_has_native_bfloat16(name.c_str()); },
      py::arg("gcn_arch_name"), "Whether AMD GPUs of this architecture ('gfx90a') compute bfloat16 in hardware.");

  module.def(
      "choose_dtype",
      [](const std::string& device, bool usable, bool native_bfloat16, const std::string& prefer) {
        device_facts facts;
        facts.kind = parse_device(device);
        facts.usable = usable;
        facts.native_bfloat16 = native_bfloat16;
        return name_of(choose_dtype(facts, parse_preference(prefer)));
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
        result["float32_matmul_precision"] = name_of(settings.float32_matmul_precision);
        return result;
      },
      py::kw_only(), py::arg("cuda_devices"), py::arg("rocm"),
      "torch's global settings and the values they should have here; what is absent is left alone.");

  module.def(
      "decide_compile",
      [](bool windows, bool bfloat16, bool disabled_by_environment, bool dynamo_supported, bool needs_compiler,
         const std::string& compiler) {
        compile_facts facts;
        facts.windows = windows;
        facts.bfloat16 = bfloat16;
        facts.disabled_by_environment = disabled_by_environment;
        facts.dynamo_supported = dynamo_supported;
        facts.needs_compiler = needs_compiler;
        facts.compiler = parse_compiler_state(compiler);
        const compile_decision decision = decide_compile(facts);
        return std::pair<std::string, std::string>(name_of(decision), explain(decision));
      },
      py::kw_only(), py::arg("windows"), py::arg("bfloat16"), py::arg("disabled_by_environment"),
      py::arg("dynamo_supported"), py::arg("needs_compiler"), py::arg("compiler"),
      "The decision ('compile', 'probe_first' or why not) and the reason as a sentence ('' when it compiles).");
}

}  // namespace acestep_compat::python
