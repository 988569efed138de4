#include <acestep_compat/core/device_policy.hpp>

#include "base/enum_names.hpp"

namespace acestep_compat {
inline namespace v0 {

namespace {

constexpr detail::enum_name<device_kind> device_kind_names[] = {{device_kind::cpu, "cpu"},
                                                                {device_kind::cuda, "cuda"},
                                                                {device_kind::xpu, "xpu"},
                                                                {device_kind::mps, "mps"},
                                                                {device_kind::other, "other"}};
constexpr detail::enum_name<dtype_kind> dtype_kind_names[] = {
    {dtype_kind::float32, "float32"}, {dtype_kind::float16, "float16"}, {dtype_kind::bfloat16, "bfloat16"}};
constexpr detail::enum_name<dtype_preference> dtype_preference_names[] = {{dtype_preference::speed, "speed"},
                                                                          {dtype_preference::stability, "stability"}};
constexpr detail::enum_name<matmul_precision> matmul_precision_names[] = {
    {matmul_precision::highest, "highest"}, {matmul_precision::high, "high"}, {matmul_precision::medium, "medium"}};

}  // namespace

cstring_view to_string(device_kind kind) noexcept {
  return detail::name_of<device_kind>(device_kind_names, kind, "other");
}

bool parse(cstring_view text, device_kind& kind) noexcept {
  return detail::parse_name<device_kind>(device_kind_names, text, kind);
}

cstring_view to_string(dtype_kind dtype) noexcept {
  return detail::name_of<dtype_kind>(dtype_kind_names, dtype, "bfloat16");
}

bool parse(cstring_view text, dtype_kind& dtype) noexcept {
  return detail::parse_name<dtype_kind>(dtype_kind_names, text, dtype);
}

cstring_view to_string(dtype_preference preference) noexcept {
  return detail::name_of<dtype_preference>(dtype_preference_names, preference, "stability");
}

bool parse(cstring_view text, dtype_preference& preference) noexcept {
  return detail::parse_name<dtype_preference>(dtype_preference_names, text, preference);
}

cstring_view to_string(matmul_precision precision) noexcept {
  return detail::name_of<matmul_precision>(matmul_precision_names, precision, "medium");
}

bool parse(cstring_view text, matmul_precision& precision) noexcept {
  return detail::parse_name<matmul_precision>(matmul_precision_names, text, precision);
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
