#include <charconv>
#include <string_view>

#include <acestep_compat/core/device_policy.hpp>

namespace acestep_compat {
inline namespace v0 {

device_kind choose_device(const accelerator_facts& facts) noexcept {
  if (facts.cuda_devices > 0) return device_kind::cuda;
  if (facts.xpu_devices > 0) return device_kind::xpu;
  if (facts.mps_available) return device_kind::mps;
  return device_kind::cpu;
}

bool nvidia_has_native_bfloat16(int compute_major, int /*compute_minor*/) noexcept {
  return compute_major >= 8;
}

bool amd_has_native_bfloat16(const char* gcn_arch_name) noexcept {
  std::string_view name = gcn_arch_name == nullptr ? "" : gcn_arch_name;
  name = name.substr(0, name.find(':'));
  if (name.substr(0, 3) != "gfx") return false;
  name.remove_prefix(3);
  // The last two digits are the minor version and the stepping, in hexadecimal; what is left is the decimal major.
  int generation = 0;
  int stepping = 0;
  if (name.size() < 3) return false;
  const std::string_view major = name.substr(0, name.size() - 2);
  const std::string_view rest = name.substr(name.size() - 2);
  if (std::from_chars(major.data(), major.data() + major.size(), generation).ec != std::errc()) return false;
  if (std::from_chars(rest.data(), rest.data() + rest.size(), stepping, 16).ec != std::errc()) return false;
  if (generation == 9) return stepping == 0x08 || stepping == 0x0a || stepping >= 0x40;  // CDNA; the others are Vega
  return generation >= 11;
}

dtype_kind choose_dtype(const device_facts& facts, dtype_preference preference) noexcept {
  if (!facts.usable) return dtype_kind::float32;
  const bool stable = preference == dtype_preference::stability;
  switch (facts.kind) {
    case device_kind::cuda:
      if (facts.native_bfloat16) return dtype_kind::bfloat16;
      return stable ? dtype_kind::float32 : dtype_kind::float16;
    case device_kind::xpu:
      return dtype_kind::bfloat16;
    case device_kind::mps:
      return stable ? dtype_kind::float32 : dtype_kind::float16;
    case device_kind::cpu:
    case device_kind::other:
      break;
  }
  return dtype_kind::float32;
}

backend_settings choose_backend_settings(const accelerator_facts& facts) noexcept {
  backend_settings settings;
  settings.set_cudnn_deterministic = facts.cuda_devices > 0;
  settings.set_cuda_matmul_tf32 = facts.cuda_devices > 0 && !facts.rocm;
  return settings;
}

compile_decision decide_compile(const compile_facts& facts) noexcept {
  if (facts.disabled_by_environment) return compile_decision::disabled_by_environment;
  if (!facts.dynamo_supported) return compile_decision::dynamo_unsupported;
  if (facts.windows && facts.bfloat16) return compile_decision::bfloat16_on_windows;
  if (!facts.needs_compiler) return compile_decision::compile;
  switch (facts.compiler) {
    case compiler_state::untested:
      return compile_decision::probe_first;
    case compiler_state::works:
      return compile_decision::compile;
    case compiler_state::no_cpp_compiler:
      return compile_decision::no_cpp_compiler;
    case compiler_state::no_triton:
      return compile_decision::no_triton;
    case compiler_state::broken:
      break;
  }
  return compile_decision::broken_compiler;
}

const char* explain(compile_decision decision) noexcept {
  switch (decision) {
    case compile_decision::compile:
    case compile_decision::probe_first:
      return "";
    case compile_decision::disabled_by_environment:
      return "torch.compile is switched off by the environment (TORCHDYNAMO_DISABLE or TORCH_COMPILE_DISABLE)";
    case compile_decision::dynamo_unsupported:
      return "this version of torch has no torch.compile for this version of Python; use a newer torch";
    case compile_decision::bfloat16_on_windows:
      return "compiled bfloat16 code is unreliable on Windows; use float16 or float32 to compile there";
    case compile_decision::no_cpp_compiler:
      return "no C++ compiler was found, which torch.compile needs for CPU code; install g++ or clang "
             "(Windows: Visual Studio's C++ tools), or name one in the environment variable CXX";
    case compile_decision::no_triton:
      return "Triton is missing or does not load, which torch.compile needs for GPU code; install triton "
             "(Windows: triton-windows)";
    case compile_decision::broken_compiler:
      break;
  }
  return "torch.compile's compiler does not compile a trivial program on this machine";
}

}  // namespace v0
}  // namespace acestep_compat
