#pragma once

#include <exception>
#include <string>

#include <c10/core/Allocator.h>
#include <c10/core/CachingDeviceAllocator.h>
#include <c10/util/Exception.h>
#include <torch/version.h>

#include <acestep_compat/detail/accelerators.hpp>

/// Emptying caches and waiting for devices, on every machine. Both functions act on CUDA, ROCm, XPU and MPS devices
/// that this process uses already, never initialise one, and never throw.

namespace acestep_compat {
inline namespace v0 {

/// What a call did.
enum class device_action {
  done,
  not_in_use,   ///< no accelerator, or none that this process uses
  unsupported,  ///< this torch cannot do it without CUDA's headers (emptying caches before torch 2.9)
  failed,       ///< the device reported an error, perhaps of an earlier kernel; `message` has its text
};

struct device_report {
  device_action action = device_action::not_in_use;
  std::string message;

  explicit operator bool() const noexcept { return action == device_action::done; }
};

/// Gives cached, unused device memory back to the driver.
///
/// Example: `if (const auto report = safe_cuda_empty_cache(); report.action == device_action::failed)
/// log(report.message);`
device_report safe_cuda_empty_cache() noexcept;

/// Waits until the current device has finished its work. An error of an earlier kernel that surfaces here becomes a
/// torch warning and `device_action::failed` with its text.
device_report safe_cuda_synchronize() noexcept;

namespace detail {

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 9)
// at::getDeviceAllocator() asserts where there is no such device; the registered allocator is null there.
inline c10::DeviceAllocator* allocator_in_use(c10::DeviceType type) {
  auto* allocator = dynamic_cast<c10::DeviceAllocator*>(c10::GetAllocator(type));
  return allocator != nullptr && allocator->initialized() ? allocator : nullptr;
}

inline device_report empty_caches(const accelerator_facts&) {
  device_report report;
  for (const c10::DeviceType type : {c10::DeviceType::CUDA, c10::DeviceType::XPU}) {
    if (c10::DeviceAllocator* allocator = allocator_in_use(type)) {
      allocator->emptyCache();
      report.action = device_action::done;
    }
  }
  return report;
}

inline bool xpu_in_use() {
  return allocator_in_use(c10::DeviceType::XPU) != nullptr;
}
#else
inline device_report empty_caches(const accelerator_facts& facts) {
  device_report report;
  if (facts.cuda_devices > 0 || facts.xpu_devices > 0) report.action = device_action::unsupported;
  return report;
}

inline bool xpu_in_use() {
  return false;
}
#endif

inline bool cuda_in_use() {
  const auto& hooks = at::detail::getCUDAHooks();
  const auto device = hooks.current_device();
  return device >= 0 && hooks.hasPrimaryContext(device);
}

// Runs an action and turns whatever it throws into a report and a torch warning.
template <typename Action>
device_report reported(const char* name, const Action& action) noexcept {
  device_report report;
  try {
    try {
      report = action();
    } catch (const std::exception& error) {
      report.action = device_action::failed;
      report.message = error.what();
      TORCH_WARN(name, " reported: ", report.message);
    }
  } catch (...) {  // out of memory for the text, or a warning handler that throws
    report.action = device_action::failed;
  }
  return report;
}

}  // namespace detail

inline device_report safe_cuda_empty_cache() noexcept {
  return detail::reported("safe_cuda_empty_cache", [] {
    const accelerator_facts facts = detail::gather_accelerator_facts();
    device_report report = detail::empty_caches(facts);
    if (facts.mps_available) {
      at::detail::getMPSHooks().emptyCache();
      report.action = device_action::done;
    }
    return report;
  });
}

inline device_report safe_cuda_synchronize() noexcept {
  return detail::reported("safe_cuda_synchronize", [] {
    const accelerator_facts facts = detail::gather_accelerator_facts();
    device_report report;
    if (facts.cuda_devices > 0 && detail::cuda_in_use()) {
      torch::cuda::synchronize();
      report.action = device_action::done;
    }
    if (facts.xpu_devices > 0 && detail::xpu_in_use()) {
      const auto& hooks = at::detail::getXPUHooks();
      hooks.deviceSynchronize(hooks.current_device());
      report.action = device_action::done;
    }
    if (facts.mps_available) {
      at::detail::getMPSHooks().deviceSynchronize();
      report.action = device_action::done;
    }
    return report;
  });
}

}  // namespace v0
}  // namespace acestep_compat
