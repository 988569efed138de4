"""Emptying caches and waiting for devices, on every machine."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from types import ModuleType

import torch


@dataclass(frozen=True)
class DeviceReport:
    """What a call did. True when it acted on a device and nothing failed.

    Attributes:
        devices: those acted on: ``("cuda",)``, or () when none is in use.
        errors: the error's text by device, for those that reported one.
    """

    devices: tuple[str, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """``"done"``, ``"not in use"`` (nothing to do) or ``"failed: <device>: <text>"``."""
        if self.errors:
            return "failed: " + "; ".join(f"{name}: {text}" for name, text in self.errors.items())
        return "done" if self.devices else "not in use"

    def __bool__(self) -> bool:
        return bool(self.devices) and not self.errors


def safe_cuda_empty_cache() -> DeviceReport:
    """Returns cached, unused device memory to the driver: CUDA, ROCm, XPU and MPS.

    Does nothing on a device that this process does not use yet (it is never initialised for this),
    in a forked child, and while a CUDA graph is being captured. Never raises: an error of the
    device becomes a RuntimeWarning and the report's status.

    Example:
        >>> safe_cuda_empty_cache().status in ("done", "not in use")
        True
    """
    return _on_devices_in_use("empty_cache")


def safe_cuda_synchronize() -> DeviceReport:
    """Waits until the current CUDA, ROCm, XPU or MPS device has finished its work.

    Does nothing and never raises, as `safe_cuda_empty_cache`. An error of an earlier kernel that
    surfaces here becomes a RuntimeWarning with its text, and the status says ``"failed: ..."``.

    Example:
        >>> report = safe_cuda_synchronize()
        >>> report.errors
        {}
    """
    return _on_devices_in_use("synchronize")


def _on_devices_in_use(action: str) -> DeviceReport:
    devices: list[str] = []
    errors: dict[str, str] = {}
    for name, in_use in _IN_USE.items():
        module: ModuleType | None = getattr(torch, name, None)
        try:
            if module is None or not in_use(module):
                continue
            getattr(module, action)()
            devices.append(name)
        except Exception as error:  # whatever the driver reports: this call never raises
            errors[name] = str(error)
            # stacklevel 3: the line of the user's program that called safe_cuda_*.
            warnings.warn(f"{name}.{action}() reported: {error}", RuntimeWarning, stacklevel=3)
    return DeviceReport(tuple(devices), errors)


def _cuda_in_use(cuda: ModuleType) -> bool:
    # Freeing memory or waiting would break a capture that is under way.
    return bool(cuda.is_initialized()) and not cuda.is_current_stream_capturing()


def _xpu_in_use(xpu: ModuleType) -> bool:
    return bool(xpu.is_initialized())


def _mps_in_use(_mps: ModuleType) -> bool:
    # torch.mps exists in every build; MPS has no lazy initialisation to avoid.
    backend = getattr(torch.backends, "mps", None)
    return backend is not None and bool(backend.is_available())


_IN_USE: dict[str, Callable[[ModuleType], bool]] = {
    "cuda": _cuda_in_use,
    "xpu": _xpu_in_use,
    "mps": _mps_in_use,
}
