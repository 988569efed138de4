#pragma once

#include <acestep_compat/core/cstring_view.hpp>
#include <acestep_compat/core/export.hpp>

namespace acestep_compat {
inline namespace v0 {

/// What the device policy needs to know, and what it decides. Plain facts in, plain decisions out: nothing here asks
/// the machine, so every platform's choice can be tested on any machine. The torch-facing headers and the Python
/// package gather the facts and call these very functions.

/// Each enum here has `to_string` and `parse`, which takes the same names in any case and is false, with nothing set,
/// for any other text.

/// A kind of device as torch names it. ROCm presents itself to torch as `cuda`.
enum class device_kind { cpu, cuda, xpu, mps, other };

/// "cpu", "cuda", "xpu", "mps", "other".
ACESTEP_COMPAT_API cstring_view to_string(device_kind kind) noexcept;
ACESTEP_COMPAT_API bool parse(cstring_view text, device_kind& kind) noexcept;

/// The dtypes that the policy chooses from.
enum class dtype_kind { float32, float16, bfloat16 };

/// "float32", "float16", "bfloat16".
ACESTEP_COMPAT_API cstring_view to_string(dtype_kind dtype) noexcept;
ACESTEP_COMPAT_API bool parse(cstring_view text, dtype_kind& dtype) noexcept;

/// What a dtype is chosen for.
enum class dtype_preference {
  speed,      ///< the fastest dtype that the device computes natively
  stability,  ///< float32 where float16 is known to give NaNs (docs/guards.md has the evidence)
};

/// "speed", "stability".
ACESTEP_COMPAT_API cstring_view to_string(dtype_preference preference) noexcept;
ACESTEP_COMPAT_API bool parse(cstring_view text, dtype_preference& preference) noexcept;

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

/// "highest", "high", "medium".
ACESTEP_COMPAT_API cstring_view to_string(matmul_precision precision) noexcept;
ACESTEP_COMPAT_API bool parse(cstring_view text, matmul_precision& precision) noexcept;

/// The global settings of torch that audio models run well with; a `set_` member that is false means: leave alone.
struct backend_settings {
  bool cudnn_benchmark = false;          ///< lengths vary from song to song: trying kernels out for each costs more
  bool set_cudnn_deterministic = false;  ///< set to true: the same song twice gives the same samples
  bool set_cuda_matmul_tf32 = false;     ///< set to true
  matmul_precision float32_matmul_precision = matmul_precision::high;
};

/// cuDNN and TF32 are set only where there is a CUDA device; TF32 not on ROCm, where its setter only warns.
ACESTEP_COMPAT_API backend_settings choose_backend_settings(const accelerator_facts& facts) noexcept;

}  // namespace v0
}  // namespace acestep_compat
