#pragma once

#include <c10/core/Device.h>
#include <c10/core/DeviceGuard.h>
#include <c10/core/ScalarType.h>

#include <acestep_compat/core/device_policy.hpp>
#include <acestep_compat/detail/accelerators.hpp>

/// Which device to use, and which dtype on it. The facts come from your libtorch, the choices from the compiled core
/// (core/device_policy.hpp), as in the Python package.

namespace acestep_compat {
inline namespace v0 {

/// The fastest device of this machine: CUDA (ROCm included), then XPU, MPS and CPU. An accelerator counts only if it
/// can be used: a CUDA build of torch without a driver gives the CPU.
///
/// Example: `model.to(get_optimal_device());`
c10::Device get_optimal_device();

/// The floating point type that models should run in on a device: the table of `choose_dtype`. A device that does not
/// exist gets float32. The architecture of an AMD GPU cannot be queried without ROCm's headers: all AMD GPUs count as
/// computing bfloat16 in hardware.
///
/// Example: `model.to(device, get_optimal_dtype(device, dtype_preference::stability));`
c10::ScalarType get_optimal_dtype(c10::Device device, dtype_preference preference = dtype_preference::speed);
/// The same for `get_optimal_device()`.
c10::ScalarType get_optimal_dtype(dtype_preference preference = dtype_preference::speed);

namespace detail {

inline c10::DeviceType to_device_type(device_kind kind) {
  switch (kind) {
    case device_kind::cuda:
      return c10::DeviceType::CUDA;
    case device_kind::xpu:
      return c10::DeviceType::XPU;
    case device_kind::mps:
      return c10::DeviceType::MPS;
    case device_kind::cpu:
    case device_kind::other:
      break;
  }
  return c10::DeviceType::CPU;
}

inline device_kind to_device_kind(c10::DeviceType type) {
  if (type == c10::DeviceType::CPU) return device_kind::cpu;
  if (type == c10::DeviceType::CUDA) return device_kind::cuda;
  if (type == c10::DeviceType::XPU) return device_kind::xpu;
  if (type == c10::DeviceType::MPS) return device_kind::mps;
  return device_kind::other;
}

inline c10::ScalarType to_scalar_type(dtype_kind dtype) {
  switch (dtype) {
    case dtype_kind::float16:
      return c10::ScalarType::Half;
    case dtype_kind::bfloat16:
      return c10::ScalarType::BFloat16;
    case dtype_kind::float32:
      break;
  }
  return c10::ScalarType::Float;
}

inline bool is_usable(c10::Device device, const accelerator_facts& facts) {
  const int index = device.has_index() ? device.index() : 0;
  switch (to_device_kind(device.type())) {
    case device_kind::cuda:
      return index < facts.cuda_devices;
    case device_kind::xpu:
      return index < facts.xpu_devices;
    case device_kind::mps:
      return facts.mps_available;
    case device_kind::cpu:
    case device_kind::other:
      break;
  }
  return true;
}

inline bool cuda_has_native_bfloat16(c10::Device device) {
  const auto& hooks = at::detail::getCUDAHooks();
  if (hooks.hasROCM()) return true;
  // What this asks for is compute capability 8.0 or newer, of the current device.
  const c10::DeviceGuard guard(device);
  return hooks.supportsBFloat16ConvolutionWithCuDNNv8();
}

}  // namespace detail

inline c10::Device get_optimal_device() {
  return c10::Device(detail::to_device_type(choose_device(detail::gather_accelerator_facts())));
}

inline c10::ScalarType get_optimal_dtype(c10::Device device, dtype_preference preference) {
  device_facts facts;
  facts.kind = detail::to_device_kind(device.type());
  facts.usable = detail::is_usable(device, detail::gather_accelerator_facts());
  facts.native_bfloat16 = facts.usable && facts.kind == device_kind::cuda && detail::cuda_has_native_bfloat16(device);
  return detail::to_scalar_type(choose_dtype(facts, preference));
}

inline c10::ScalarType get_optimal_dtype(dtype_preference preference) {
  return get_optimal_dtype(get_optimal_device(), preference);
}

}  // namespace v0
}  // namespace acestep_compat
