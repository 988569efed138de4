#pragma once

#include <ATen/detail/CUDAHooksInterface.h>
#include <ATen/detail/MPSHooksInterface.h>
#include <ATen/detail/XPUHooksInterface.h>
#include <torch/cuda.h>

#include <acestep_compat/core/device_policy.hpp>

namespace acestep_compat {
inline namespace v0 {
namespace detail {

/// Asks libtorch which accelerators there are. Not at::getAccelerator(): a CUDA build says CUDA without any driver.
inline accelerator_facts gather_accelerator_facts() {
  accelerator_facts facts;
  facts.cuda_devices = static_cast<int>(torch::cuda::device_count());
  facts.xpu_devices = static_cast<int>(at::detail::getXPUHooks().getNumGPUs());
  facts.mps_available = at::detail::getMPSHooks().hasMPS();
  facts.rocm = at::detail::getCUDAHooks().hasROCM();
  return facts;
}

}  // namespace detail
}  // namespace v0
}  // namespace acestep_compat
