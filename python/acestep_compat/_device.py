"""Which device to use, and which dtype on it.

This module gathers facts from torch; the choices are the core's (``device_policy``), so that C++ and
Python programs on one machine choose alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import torch

from . import _core


@dataclass(frozen=True)
class AcceleratorFacts:
    """The accelerators that torch can use right now.

    Attributes:
        cuda_devices: number of CUDA or ROCm devices.
        xpu_devices: number of XPU devices.
        mps_available: whether MPS can be used.
        rocm: whether the ``cuda`` devices are AMD's.
    """

    cuda_devices: int
    xpu_devices: int
    mps_available: bool
    rocm: bool


def accelerator_facts() -> AcceleratorFacts:
    """Asks torch what is there. A CUDA build of torch without a driver has no devices."""
    xpu = getattr(torch, "xpu", None)
    mps = getattr(torch.backends, "mps", None)
    return AcceleratorFacts(
        cuda_devices=torch.cuda.device_count() if torch.cuda.is_available() else 0,
        xpu_devices=xpu.device_count() if xpu is not None and xpu.is_available() else 0,
        mps_available=mps is not None and mps.is_available(),
        rocm=torch.version.hip is not None,
    )


def get_optimal_device() -> torch.device:
    """The fastest device of this machine: CUDA (ROCm included), then XPU, MPS and CPU.

    Never raises. An accelerator counts only if it can be used: a CUDA build of torch without a
    driver gives the CPU.

    Example:
        >>> get_optimal_device().type in ("cuda", "xpu", "mps", "cpu")
        True
    """
    facts = accelerator_facts()
    return torch.device(
        _core.choose_device(
            cuda_devices=facts.cuda_devices,
            xpu_devices=facts.xpu_devices,
            mps_available=facts.mps_available,
        )
    )


def get_optimal_dtype(
    device: torch.device | str | None = None,
    *,
    prefer: Literal["speed", "stability"] = "speed",
) -> torch.dtype:
    """The floating point type that models should run in on a device.

    ==============================================  ========  =========
    device                                          speed     stability
    ==============================================  ========  =========
    CUDA from compute capability 8.0, ROCm with     bfloat16  bfloat16
    bfloat16 in hardware
    older CUDA and ROCm                             float16   float32
    XPU                                             bfloat16  bfloat16
    MPS                                             float16   float32
    CPU, any other, one that does not exist         float32   float32
    ==============================================  ========  =========

    Args:
        device: a device or its name, such as ``"cuda:1"``; None means `get_optimal_device()`.
        prefer: ``"speed"``, or ``"stability"``, which takes float32 where float16 is known to give
            NaNs.

    Raises:
        ValueError: `prefer` is neither.
        RuntimeError: `device` is not the name of a device.

    Example:
        >>> get_optimal_dtype("cpu")
        torch.float32
    """
    chosen = get_optimal_device() if device is None else torch.device(device)
    usable = _is_usable(chosen)
    name = _core.choose_dtype(
        chosen.type,
        usable=usable,
        native_bfloat16=usable and chosen.type == "cuda" and _has_native_bfloat16(chosen),
        prefer=prefer,
    )
    dtype = getattr(torch, name)
    assert isinstance(dtype, torch.dtype)
    return dtype


def _is_usable(device: torch.device) -> bool:
    facts = accelerator_facts()
    counts = {"cuda": facts.cuda_devices, "xpu": facts.xpu_devices, "mps": int(facts.mps_available)}
    return (device.index or 0) < counts.get(device.type, 1)


def _has_native_bfloat16(device: torch.device) -> bool:
    # Not torch.cuda.is_bf16_supported(): that counts emulation, which is slower than float16.
    if torch.version.hip is not None:
        properties = torch.cuda.get_device_properties(device)
        return amd_has_native_bfloat16(getattr(properties, "gcnArchName", ""))
    major, _ = torch.cuda.get_device_capability(device)
    return nvidia_has_native_bfloat16(major)


def nvidia_has_native_bfloat16(compute_major: int) -> bool:
    """Whether NVIDIA GPUs of a compute capability compute bfloat16 in hardware: from 8.0 (Ampere) on.

    Below, torch emulates it in float32, slower than float16.
    """
    return compute_major >= 8


def amd_has_native_bfloat16(gcn_arch_name: str) -> bool:
    """Whether an AMD GPU computes bfloat16 in hardware, from its architecture (``gcnArchName``).

    That is CDNA (gfx908 and on) and RDNA 3 (gfx11) and on; an unknown name counts as no. Source: LLVM's AMDGPU
    processor table and the instruction set guides of RDNA 2 (no BF16) and RDNA 3 (WMMA BF16).
    """
    # A decimal generation, then the minor version and the stepping in hexadecimal: "gfx90a:sramecc+:xnack-".
    parts = re.fullmatch(r"gfx(\d+)([0-9a-f]{2})", gcn_arch_name.partition(":")[0])
    if parts is None:
        return False
    generation, stepping = int(parts[1]), int(parts[2], 16)
    if generation == 9:
        return stepping in (0x08, 0x0A) or stepping >= 0x40  # CDNA; the others are Vega
    return generation >= 11
