"""``torchcodec.AudioSamples``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from torch import Tensor


@dataclass
class AudioSamples:
    """Samples with their place in time; iterates over its fields.

    Attributes:
        data: float32 ``[channels, samples]``.
        pts_seconds: When the first sample is played, in seconds.
        duration_seconds: Seconds.
        sample_rate: Hz.

    Raises:
        ValueError: ``data`` is not 2-dimensional.
    """

    data: Tensor
    pts_seconds: float
    duration_seconds: float
    sample_rate: int

    def __post_init__(self) -> None:
        if self.data.ndim != 2:
            raise ValueError(f"data must be 2-dimensional, got self.data.shape = {self.data.shape}")
        self.pts_seconds = float(self.pts_seconds)
        self.sample_rate = int(self.sample_rate)

    def __iter__(self) -> Iterator[Tensor | float]:
        for field in fields(self):
            yield getattr(self, field.name)

    def __repr__(self) -> str:
        return (
            f"AudioSamples:\n  data (shape): {self.data.shape}\n  pts_seconds: {self.pts_seconds}\n"
            f"  duration_seconds: {self.duration_seconds}\n  sample_rate: {self.sample_rate}\n"
        )
