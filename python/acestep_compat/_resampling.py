"""Another sample rate for tensors."""

from __future__ import annotations

import torch

from . import _core
from ._tensors import as_tensor, export, from_dlpack
from ._threads import thread_count
from .types import ResampleQuality, Waveform


def resample(
    waveform: Waveform,
    orig_sr: int,
    new_sr: int,
    *,
    quality: ResampleQuality = "high",
    num_threads: int | None = None,
) -> torch.Tensor:
    """Resamples along the last dimension, in float32 on the CPU.

    The same filter as loading with ``sr=`` uses: zero phase, so that a click stays where it was.
    Not differentiable; :class:`Resample` is the module for that.

    Args:
        waveform: floating point [..., T], on any device.
        orig_sr: its rate in Hz.
        new_sr: the rate wanted, in Hz; the ratio of the two is at most 256.
        quality: ``fast``, ``medium``, ``high`` or ``best``.
        num_threads: at most this many; None is ``torch.get_num_threads()``. The result is the same.

    Returns:
        [..., ceil(T * new_sr / orig_sr)] of the input's type on its device; the input itself when
        the rates are equal.

    Raises:
        TypeError: not a tensor, or not of a floating-point type.
        ValueError: a rate that is not positive, a ratio above 256, a tensor without dimensions, or
            one that requires a gradient, which would be cut silently.

    Example:
        >>> resample(torch.zeros(2, 44100), 44100, 48000).shape
        torch.Size([2, 48000])
    """
    waveform = as_tensor(waveform, "waveform")
    if not waveform.dtype.is_floating_point:
        raise TypeError(f"waveform must be of a floating-point type, got {waveform.dtype}")
    if waveform.dim() == 0:
        raise ValueError("waveform must be [..., frames], got a tensor without dimensions")
    if waveform.requires_grad and torch.is_grad_enabled():
        raise ValueError(
            "waveform requires a gradient, which resample() would cut: use the differentiable "
            "module acestep_compat.Resample, or pass waveform.detach()"
        )
    if orig_sr == new_sr and orig_sr > 0:
        return waveform
    leading, frames = waveform.shape[:-1], waveform.shape[-1]
    rows = waveform.detach().to(torch.float32).reshape(leading.numel(), frames)
    if frames > 1 and (rows.stride(1) != 1 or rows.stride(0) < frames):
        rows = rows.contiguous()
    result = from_dlpack(
        _core.resample(export(rows), orig_sr, new_sr, quality, thread_count(num_threads))
    )
    return result.view(*leading, result.shape[-1]).to(waveform.device, waveform.dtype)
