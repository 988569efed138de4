"""The step that every way of loading a whole file or a range of it shares."""

from __future__ import annotations

from typing import NamedTuple

import torch

from . import _core
from ._fallback import with_fallback
from ._tensors import from_dlpack
from .types import ResampleQuality


class LoadSettings(NamedTuple):
    """What of a file is loaded, and how: the arguments of ``_core.load``, in its order.

    Attributes:
        sr: rate to resample to, in Hz; None keeps the file's.
        channels: ``all``, ``mono`` or ``stereo``.
        frame_offset, num_frames: the range in frames of the file.
        offset, duration: the range in seconds, instead.
        resample_quality: see :func:`resample`.
    """

    sr: int | None
    channels: str
    frame_offset: int = 0
    num_frames: int = -1
    offset: float | None = None
    duration: float | None = None
    resample_quality: ResampleQuality = "high"


def load_source(
    source: _core.Source, settings: LoadSettings, num_threads: int
) -> tuple[torch.Tensor, int]:
    """Loads a source, decoded by another program where the core leaves it to one."""
    (samples, sample_rate), _ = with_fallback(
        source, lambda readable: _core.load(readable, *settings, num_threads)
    )
    return from_dlpack(samples), sample_rate
