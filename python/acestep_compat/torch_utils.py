"""The guards of torch under one name, so that ``from ace_step.torch_utils import X`` becomes
``from acestep_compat.torch_utils import X``.
"""

from ._backends import TorchBackends, setup_torch_backends
from ._compile import CompileFallbackWarning, CompileStatus, compile_status, safe_torch_compile
from ._device import get_optimal_device, get_optimal_dtype
from ._memory import DeviceReport, safe_cuda_empty_cache, safe_cuda_synchronize

__all__ = [
    "CompileFallbackWarning",
    "CompileStatus",
    "DeviceReport",
    "TorchBackends",
    "compile_status",
    "get_optimal_device",
    "get_optimal_dtype",
    "safe_cuda_empty_cache",
    "safe_cuda_synchronize",
    "safe_torch_compile",
    "setup_torch_backends",
]
