#pragma once

#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// What the device policy needs to know, and what it decides. Plain facts in, plain decisions out: nothing here asks
/// the machine, so every platform's choice can be tested on any machine. The torch-facing headers and the Python
/// package gather the facts and call these very functions.

/// A kind of device as torch names it. ROCm presents itself to torch as `cuda`.
enum class device_kind { cpu, cuda, xpu, mps, other };

/// The dtypes that the policy chooses from.
enum class dtype_kind { float32, float16, bfloat16 };

/// What a dtype is chosen for.
enum class dtype_preference {
  speed,      ///< the fastest dtype that the device computes natively
  stability,  ///< float32 where float16 is known to give NaNs (docs/guards.md has the evidence)
};

/// The accelerators that can be used right now, not those that torch was built for: a CUDA build of torch on a
/// machine without a driver has `cuda_devices == 0`.
struct accelerator_facts {
  int cuda_devices = 0;  ///< CUDA or ROCm devices
  int xpu_devices = 0;
  bool mps_available = false;
  bool rocm = false;  ///< the `cuda` devices are AMD's
};

/// CUDA (ROCm included) > XPU > MPS > CPU.
///
/// Example: with `facts.mps_available = true` and nothing else it is `device_kind::mps`.
ACESTEP_COMPAT_API device_kind choose_device(const accelerator_facts& facts) noexcept;

/// Whether an NVIDIA GPU of this compute capability computes bfloat16 in hardware: from 8.0 (Ampere) on. Below, torch
/// emulates it in float32, slower than float16.
ACESTEP_COMPAT_API bool nvidia_has_native_bfloat16(int compute_major, int compute_minor) noexcept;

/// Whether an AMD GPU computes bfloat16 in hardware, from its architecture (`gcnArchName`, such as
/// "gfx90a:sramecc+:xnack-"): CDNA (gfx908 and on) and RDNA 3 (gfx11) and on. Unknown or empty names count as no.
/// Source: LLVM's AMDGPU processor table and the instruction set guides of RDNA 2 (no BF16) and RDNA 3 (WMMA BF16).
ACESTEP_COMPAT_API bool amd_has_native_bfloat16(const char* gcn_arch_name) noexcept;

/// The device that a dtype is asked for.
struct device_facts {
  device_kind kind = device_kind::cpu;
  bool usable = true;            ///< false: this machine, or this build of torch, has no such device
  bool native_bfloat16 = false;  ///< in hardware; only looked at for `cuda`
};

/// | device                      | speed    | stability |
/// |-----------------------------|----------|-----------|
/// | cuda, native bfloat16       | bfloat16 | bfloat16  |
/// | cuda, older                 | float16  | float32   |
/// | xpu                         | bfloat16 | bfloat16  |
/// | mps                         | float16  | float32   |
/// | cpu, every other device     | float32  | float32   |
/// | a device that is not there  | float32  | float32   |
ACESTEP_COMPAT_API dtype_kind choose_dtype(const device_facts& facts, dtype_preference preference) noexcept;

/// torch's names for the precision of float32 matrix products.
enum class matmul_precision { highest, high, medium };

/// The global settings of torch that audio models run well with; a `set_` member that is false means: leave alone.
struct backend_settings {
  bool cudnn_benchmark = false;          ///< lengths vary from song to song: trying kernels out for each costs more
  bool set_cudnn_deterministic = false;  ///< set to true: the same song twice gives the same samples
  bool set_cuda_matmul_tf32 = false;     ///< set to true
  matmul_precision float32_matmul_precision = matmul_precision::high;
};

/// cuDNN and TF32 are set only where there is a CUDA device; TF32 not on ROCm, where its setter only warns.
ACESTEP_COMPAT_API backend_settings choose_backend_settings(const accelerator_facts& facts) noexcept;

/// What trying the compiler has shown.
enum class compiler_state {
  untested,
  works,
  no_cpp_compiler,  ///< CPU code needs a C++ compiler, none was found
  no_triton,        ///< GPU code needs Triton, which is not installed or does not load
  broken,           ///< found, but it does not compile a trivial program
};

/// What is known when a model is about to be compiled.
struct compile_facts {
  bool windows = false;
  bool bfloat16 = false;                 ///< the model has bfloat16 parameters or buffers
  bool disabled_by_environment = false;  ///< TORCHDYNAMO_DISABLE or TORCH_COMPILE_DISABLE
  bool dynamo_supported = true;          ///< this torch has a Dynamo for this Python
  bool needs_compiler = true;            ///< false for backends that generate no code ("eager", "aot_eager")
  compiler_state compiler = compiler_state::untested;
};

enum class compile_decision {
  compile,
  probe_first,  ///< nothing speaks against it, but the compiler is untested
  disabled_by_environment,
  dynamo_unsupported,
  bfloat16_on_windows,
  no_cpp_compiler,
  no_triton,
  broken_compiler,
};

/// Whether to compile and, when not, why not. What is known without trying comes first, so that no compiler is
/// started in vain.
ACESTEP_COMPAT_API compile_decision decide_compile(const compile_facts& facts) noexcept;

/// The decision as a sentence that a user can act on; "" for `compile` and `probe_first`.
ACESTEP_COMPAT_API const char* explain(compile_decision decision) noexcept;

}  // namespace v0
}  // namespace acestep_compat
