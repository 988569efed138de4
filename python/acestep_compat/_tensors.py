"""Tensors on their way into the core and out of it, by DLPack: nothing is copied."""

from __future__ import annotations

from typing import Any

import torch
from torch.utils.dlpack import from_dlpack

from .types import Waveform

__all__ = ["as_tensor", "export", "from_dlpack", "samples_to_save"]

_SAVED_AS_THEY_ARE = (torch.float32, torch.int16, torch.int32, torch.uint8, torch.float64)


def as_tensor(value: Waveform, name: str) -> torch.Tensor:
    """``value`` itself if it is a tensor; another library's array as one, in its memory."""
    if isinstance(value, torch.Tensor):
        return value
    if hasattr(value, "__dlpack__") or hasattr(value, "__array_interface__"):
        return torch.as_tensor(value)
    raise TypeError(f"{name} must be a torch.Tensor, got {type(value).__name__}")


def export(tensor: torch.Tensor) -> Any:
    """A DLPack capsule of the tensor's samples on the CPU, strides and all."""
    return tensor.detach().cpu().resolve_conj().resolve_neg().__dlpack__()


def samples_to_save(value: Waveform, name: str) -> torch.Tensor:
    """``value`` as a [C, T] tensor of a type that the core saves.

    Raises:
        TypeError: no tensor, or of a type that is not audio (complex, bool, int64, ...).
        ValueError: neither [T] nor [C, T], or no channels.
    """
    tensor = as_tensor(value, name)
    if tensor.dim() not in (1, 2):
        raise ValueError(
            f"{name} must be [frames] or [channels, frames], got shape {tuple(tensor.shape)}"
        )
    if tensor.dim() == 1:
        tensor = tensor.unsqueeze(0)
    if tensor.dtype not in _SAVED_AS_THEY_ARE:
        if not tensor.dtype.is_floating_point:
            raise TypeError(
                f"{name} must be floating point, uint8, int16 or int32, got {tensor.dtype}"
            )
        tensor = tensor.detach().to(torch.float32)
    channels, frames = tensor.shape
    if channels == 0:
        raise ValueError(f"{name} must have at least one channel, got shape {tuple(tensor.shape)}")
    if channels > 1024:
        hint = f"; transpose it, if it is [frames, channels={frames}]" if frames <= 64 else ""
        raise ValueError(
            f"{name} must be [channels, frames] with at most 1024 channels, "
            f"got shape {tuple(tensor.shape)}{hint}"
        )
    return tensor
