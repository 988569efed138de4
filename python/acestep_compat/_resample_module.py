"""Resampling in torch operations: on any device, differentiable, compilable."""

from __future__ import annotations

import math
from typing import NamedTuple

import torch
from torch import nn
from torch.nn import functional

from . import _core
from .types import ResampleQuality

# The products around a filter's centre are large, and all others small: added apart, the small ones
# are not rounded at the large ones' size. One long sum would err by more than 1e-6.
_CENTRE_TAPS = 32


class _Stage(NamedTuple):
    """One polyphase filter: output frame p * up + j is a sum of input frames from p * down on."""

    up: int
    down: int
    lead: int  # input frames before the one at an output frame's time
    rows: int  # input frames that one period of `up` output frames reads


class Resample(nn.Module):
    """Resamples along the last dimension with the filter of :func:`resample`, in torch operations.

    Runs on any device, is differentiable, and can be exported and compiled. In float32 it equals
    :func:`resample` within 1e-6 (of a signal in [-1, 1]). Wider types compute as they are; float16
    and bfloat16 compute in float32 and are rounded once. It has no parameters, and its
    ``state_dict`` is empty: the filter follows from the arguments.

    Args:
        orig_sr: the rate of the input, in Hz.
        new_sr: the rate of the output, in Hz; the ratio of the two is at most 256.
        quality: ``fast``, ``medium``, ``high`` or ``best``.

    Shape:
        [..., T] -> [..., ceil(T * new_sr / orig_sr)]

    Raises:
        TypeError: (in ``forward``) a tensor that is not of a real floating-point type.
        ValueError: a rate that is not positive, a ratio above 256, or one whose filters need a
            table of more than 4 MiB (44100 Hz to 44101 Hz, say), which :func:`resample` converts by
            interpolation instead.

    Example:
        >>> to_16_khz = Resample(44100, 16000)
        >>> to_16_khz(torch.zeros(8, 2, 44100)).shape
        torch.Size([8, 2, 16000])
    """

    def __init__(self, orig_sr: int, new_sr: int, quality: ResampleQuality = "high") -> None:
        super().__init__()
        stages = _core.resample_filter(orig_sr, new_sr, quality)
        divisor = math.gcd(int(orig_sr), int(new_sr))
        self.orig_sr = int(orig_sr)
        self.new_sr = int(new_sr)
        self.quality = quality
        self._up = self.new_sr // divisor
        self._down = self.orig_sr // divisor
        self._stages: list[_Stage] = []
        for index, (up, down, taps, weights) in enumerate(stages):
            rows = taps + (up - 1) * down // up
            filters = torch.tensor(weights, dtype=torch.float64).view(up, taps)
            kernel = torch.zeros(2, up, 1, rows, dtype=torch.float64)
            inner = slice(max(0, (taps - _CENTRE_TAPS) // 2), (taps + _CENTRE_TAPS) // 2)
            for phase in range(up):
                first = phase * down // up
                outer_weights, centre_weights = kernel[:, phase, 0, first : first + taps]
                outer_weights[:] = filters[phase]
                outer_weights[inner] = 0
                centre_weights[inner] = filters[phase, inner]
            self._stages.append(_Stage(up, down, taps // 2 - 1, rows))
            # float32, as the core's tables: not every device has float64.
            self.register_buffer(f"_kernel{index}", kernel.flatten(0, 1).float(), persistent=False)

    def forward(self, waveform: torch.Tensor) -> torch.Tensor:
        """Resamples [..., T]."""
        if not waveform.dtype.is_floating_point:
            raise TypeError(f"waveform must be of a floating-point type, got {waveform.dtype}")
        if waveform.dim() == 0:
            raise ValueError("waveform must be [..., frames], got a tensor without dimensions")
        frames = waveform.shape[-1]
        length = (frames * self._up + self._down - 1) // self._down
        if not self._stages or frames == 0:
            return waveform
        narrow = waveform.dtype in (torch.float16, torch.bfloat16)
        signal = waveform.float() if narrow else waveform
        signal = signal.reshape(waveform.shape[:-1].numel(), 1, frames)

        # What each stage has to give, from the last one back: before and after the signal a stage
        # still rings, so that the next one reads it there too.
        ranges = [(0, length)]
        for stage in reversed(self._stages[1:]):
            first, last = ranges[0]
            period, periods = _periods(stage, first, last)
            begin = period * stage.down - stage.lead
            ranges.insert(0, (begin, begin + (periods - 1) * stage.down + stage.rows))

        begin = 0
        for index, (stage, (first, last)) in enumerate(zip(self._stages, ranges, strict=True)):
            kernel = self.get_buffer(f"_kernel{index}").to(signal.dtype)
            period, periods = _periods(stage, first, last)
            needed = period * stage.down - stage.lead
            needed_last = needed + (periods - 1) * stage.down + stage.rows
            padded = functional.pad(
                signal, (begin - needed, needed_last - (begin + signal.shape[-1]))
            )
            outer, centre = functional.conv1d(padded, kernel, stride=stage.down).chunk(2, dim=1)
            phases = outer + centre
            interleaved = phases.transpose(1, 2).reshape(phases.shape[0], 1, -1)
            start = first - period * stage.up
            signal = interleaved[..., start : start + (last - first)]
            begin = first
        return signal.reshape(*waveform.shape[:-1], length).to(waveform.dtype)

    def extra_repr(self) -> str:
        return f"orig_sr={self.orig_sr}, new_sr={self.new_sr}, quality={self.quality!r}"


def _periods(stage: _Stage, first: int, last: int) -> tuple[int, int]:
    """The first period of the output frames [first, last), and how many to compute.

    One more than they touch: cutting the frames out then always leaves some, so that an exported
    graph needs no guard for the lengths at which nothing would be left.
    """
    period = first // stage.up
    return period, (last + stage.up - 1) // stage.up - period + 1
