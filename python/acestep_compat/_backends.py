"""torch's global backend settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch

from . import _core
from ._device import accelerator_facts

Setting = bool | str


@dataclass(frozen=True)
class _Knob:
    read: Callable[[], Setting]
    write: Callable[[Setting], None]


def _set_cudnn_benchmark(value: Setting) -> None:
    torch.backends.cudnn.benchmark = bool(value)


def _set_cudnn_deterministic(value: Setting) -> None:
    torch.backends.cudnn.deterministic = bool(value)


def _set_cuda_matmul_allow_tf32(value: Setting) -> None:
    torch.backends.cuda.matmul.allow_tf32 = bool(value)


# Only torch's older settings: once a program has used the newer `fp32_precision`, mixing in a newer
# one of our own makes the older getters raise. The precision comes last, since allowing TF32 resets
# "medium" to "high".
_KNOBS: dict[str, _Knob] = {
    "cudnn_benchmark": _Knob(lambda: torch.backends.cudnn.benchmark, _set_cudnn_benchmark),
    "cudnn_deterministic": _Knob(
        lambda: torch.backends.cudnn.deterministic, _set_cudnn_deterministic
    ),
    "cuda_matmul_allow_tf32": _Knob(
        lambda: torch.backends.cuda.matmul.allow_tf32, _set_cuda_matmul_allow_tf32
    ),
    "float32_matmul_precision": _Knob(
        torch.get_float32_matmul_precision,
        lambda value: torch.set_float32_matmul_precision(str(value)),
    ),
}


class TorchBackends:
    """What `setup_torch_backends` has set, and what it was before.

    Leaving a ``with`` block restores it.

    Attributes:
        applied: the settings made, by name: ``cudnn_benchmark``, ``cudnn_deterministic``,
            ``cuda_matmul_allow_tf32``, ``float32_matmul_precision``.
        previous: the values before, for the settings whose value torch reported.
        refused: settings that torch refused, with its reason.
    """

    applied: Mapping[str, Setting]
    previous: Mapping[str, Setting]
    refused: Mapping[str, str]

    def __init__(self, wanted: Mapping[str, Setting]) -> None:
        applied: dict[str, Setting] = {}
        previous: dict[str, Setting] = {}
        refused: dict[str, str] = {}
        for name, knob in _KNOBS.items():
            if name not in wanted:
                continue
            try:
                before = knob.read()
            except RuntimeError:  # the program has mixed torch's older and newer settings
                before = None
            try:
                knob.write(wanted[name])
            except RuntimeError as error:  # torch.backends.disable_global_flags()
                refused[name] = str(error)
                continue
            applied[name] = wanted[name]
            if before is not None:
                previous[name] = before
        self.applied, self.previous, self.refused = applied, previous, refused

    def restore(self) -> None:
        """Restores the values from before."""
        for name, value in self.previous.items():
            _KNOBS[name].write(value)

    def __enter__(self) -> TorchBackends:
        return self

    def __exit__(self, *_: object) -> None:
        self.restore()

    def __repr__(self) -> str:
        settings = ", ".join(f"{name}={value!r}" for name, value in self.applied.items())
        return f"TorchBackends({settings})"


def setup_torch_backends() -> TorchBackends:
    """Sets torch's global backend settings to what audio models run well with.

    Turns ``cudnn.benchmark`` off (lengths vary: trying kernels out for each costs more than it
    saves) and sets the precision of float32 matrix products to "high" (TF32 on CUDA; on CPUs it
    also allows oneDNN faster types).
    Where there is a CUDA device, also turns ``cudnn.deterministic`` on and allows TF32 matrix
    products.

    Never raises; the settings that torch refuses are in ``refused``.

    Returns:
        What was set and what it was before; as a context manager it restores that at the end.

    Example:
        >>> with setup_torch_backends() as backends:
        ...     backends.applied["float32_matmul_precision"]
        'high'
    """
    facts = accelerator_facts()
    return TorchBackends(
        _core.choose_backend_settings(cuda_devices=facts.cuda_devices, rocm=facts.rocm)
    )
