#include <acestep_compat/core/device_policy.hpp>

namespace acestep_compat {
inline namespace v0 {

cstring_view to_string(device_kind kind) noexcept {
  switch (kind) {
    case device_kind::cpu:
      return "cpu";
    case device_kind::cuda:
      return "cuda";
    case device_kind::xpu:
      return "xpu";
    case device_kind::mps:
      return "mps";
    case device_kind::other:
      break;
  }
  return "other";
}

cstring_view to_string(dtype_kind dtype) noexcept {
  switch (dtype) {
    case dtype_kind::float32:
      return "float32";
    case dtype_kind::float16:
      return "float16";
    case dtype_kind::bfloat16:
      break;
  }
  return "bfloat16";
}

cstring_view to_string(matmul_precision precision) noexcept {
  switch (precision) {
    case matmul_precision::highest:
      return "highest";
    case matmul_precision::high:
      return "high";
    case matmul_precision::medium:
      break;
  }
  return "medium";
}

device_kind choose_device(const accelerator_facts& facts) noexcept {
  if (facts.cuda_devices > 0) return device_kind::cuda;
  if (facts.xpu_devices > 0) return device_kind::xpu;
  if (facts.mps_available) return device_kind::mps;
  return device_kind::cpu;
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

}  // namespace v0
}  // namespace acestep_compat
