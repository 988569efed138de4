#pragma once

#include <optional>

#include <ATen/Context.h>
#include <c10/util/Exception.h>

#include <acestep_compat/core/device_policy.hpp>
#include <acestep_compat/detail/accelerators.hpp>

/// torch's global backend settings, as `choose_backend_settings` (core/device_policy.hpp) chooses them.

namespace acestep_compat {
inline namespace v0 {

/// What `setup_torch_backends` has set, and what it was before. Destroying it changes nothing.
struct torch_backends {
  backend_settings applied;

  bool cudnn_benchmark_before = false;
  bool cudnn_deterministic_before = false;
  /// Empty where torch does not report it: in a program that has mixed torch's older and newer settings.
  std::optional<bool> cuda_matmul_tf32_before;
  std::optional<at::Float32MatmulPrecision> float32_matmul_precision_before;

  /// Restores the values from before.
  void restore() const;
};

/// Turns cudnn.benchmark off and sets the precision of float32 matrix products to "high"; where there is a CUDA device
/// it also turns cudnn.deterministic on and allows TF32 matrix products.
///
/// Example: `const auto backends = setup_torch_backends();  // at the end: backends.restore();`
torch_backends setup_torch_backends();

namespace detail {

template <typename Read>
auto value_if_told(const Read& read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const c10::Error&) {
    return std::nullopt;
  }
}

inline const char* name_of(at::Float32MatmulPrecision precision) {
  switch (precision) {
    case at::Float32MatmulPrecision::HIGHEST:
      return "highest";
    case at::Float32MatmulPrecision::MEDIUM:
      return "medium";
    case at::Float32MatmulPrecision::HIGH:
      break;
  }
  return "high";
}

}  // namespace detail

inline torch_backends setup_torch_backends() {
  // Only torch's older settings: mixing in a newer one makes the older getters throw from then on.
  at::Context& context = at::globalContext();
  torch_backends backends;
  backends.applied = choose_backend_settings(detail::gather_accelerator_facts());
  backends.cudnn_benchmark_before = context.benchmarkCuDNN();
  backends.cudnn_deterministic_before = context.deterministicCuDNN();
  backends.cuda_matmul_tf32_before = detail::value_if_told([&] { return context.allowTF32CuBLAS(); });
  backends.float32_matmul_precision_before = detail::value_if_told([&] { return context.float32MatmulPrecision(); });

  context.setBenchmarkCuDNN(backends.applied.cudnn_benchmark);
  if (backends.applied.set_cudnn_deterministic) context.setDeterministicCuDNN(true);
  if (backends.applied.set_cuda_matmul_tf32) context.setAllowTF32CuBLAS(true);
  context.setFloat32MatmulPrecision(to_string(backends.applied.float32_matmul_precision).c_str());
  return backends;
}

inline void torch_backends::restore() const {
  at::Context& context = at::globalContext();
  context.setBenchmarkCuDNN(cudnn_benchmark_before);
  if (applied.set_cudnn_deterministic) context.setDeterministicCuDNN(cudnn_deterministic_before);
  // The precision comes last, since allowing TF32 resets "medium" to "high".
  if (applied.set_cuda_matmul_tf32 && cuda_matmul_tf32_before) context.setAllowTF32CuBLAS(*cuda_matmul_tf32_before);
  if (float32_matmul_precision_before)
    context.setFloat32MatmulPrecision(detail::name_of(*float32_matmul_precision_before));
}

}  // namespace v0
}  // namespace acestep_compat
