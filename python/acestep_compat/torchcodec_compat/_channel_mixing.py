"""Mixes channels as FFmpeg does, so that torchcodec's users get the levels they know.

A number of channels means FFmpeg's default loudspeakers for that number. A loudspeaker that the target
lacks is folded into those that are nearest (ITU-R BS.775: -3 dB into a neighbour, -3 dB more from the
back); the low-frequency effects are dropped.
"""

from __future__ import annotations

from functools import cache

from torch import Tensor

from .. import _core
from .._tensors import export, from_dlpack

# In the order of the channels. WAV's names of the loudspeakers: F front, B back, S side, T top; L left,
# R right, C centre; W wide; LFE low-frequency effects.
_LOUDSPEAKERS = {
    1: "FC",
    2: "FL FR",
    3: "FL FR LFE",
    4: "FL FR FC BC",
    5: "FL FR FC BL BR",
    6: "FL FR FC LFE BL BR",
    7: "FL FR FC LFE BC SL SR",
    8: "FL FR FC LFE BL BR SL SR",
    16: "FL FR FC BL BR BC SL SR WL WR TBL TBR TBC TFC TFL TFR",
    24: "FL FR FC LFE BL BR FLC FRC BC SL SR TC TFL TFC TFR TBL TBC TBR LFE2 TSL TSR BFC BFL BFR",
}
_MINUS_3_DB = 0.5**0.5


def mix(samples: Tensor, num_channels: int, *, within_full_scale: bool = False) -> Tensor:
    """``samples``, float32 [C, T], as ``num_channels`` channels.

    Args:
        within_full_scale: lower all levels so far that no sum of samples in [-1, 1] leaves that range, as FFmpeg does
            on the way to integer samples.

    Raises:
        RuntimeError: "Couldn't initialize SwrContext": FFmpeg knows no loudspeakers for such a number.
    """
    available = samples.shape[0]
    if available == num_channels:
        return samples
    levels = _levels(available, num_channels)
    loudest = max(map(sum, levels))
    if within_full_scale and loudest > 1.0:
        levels = [[level / loudest for level in row] for row in levels]
    mixed: Tensor = from_dlpack(_core.mix_channels(export(samples), levels))
    return mixed


def in_wav_order(samples: Tensor, encoding: str) -> Tensor:
    """Channels in the order of WAV, in which FFmpeg has those of every file; Ogg's have an order of their own."""
    places = _core.wav_order(encoding, samples.shape[0])
    if places == sorted(places):
        return samples
    levels = [[float(channel == place) for channel in range(len(places))] for place in places]
    reordered: Tensor = from_dlpack(_core.mix_channels(export(samples), levels))
    return reordered


@cache
def _levels(available: int, wanted: int) -> list[list[float]]:
    """How much of each available channel goes into each wanted one: a row for each wanted one."""
    source, target = _loudspeakers(available), _loudspeakers(wanted)
    levels = [[0.0] * available for _ in target]
    for column, name in enumerate(source):
        for place, level in _places(name, source, target).items():
            levels[target.index(place)][column] = level
    return levels


def _loudspeakers(count: int) -> list[str]:
    if count not in _LOUDSPEAKERS:
        known = ", ".join(map(str, _LOUDSPEAKERS))
        raise RuntimeError(
            f"Couldn't initialize SwrContext: there is no default layout of {count} channels to mix "
            f"from or into; there are those of {known}"
        )
    return _LOUDSPEAKERS[count].split()


def _places(name: str, source: list[str], target: list[str]) -> dict[str, float]:
    """Where the signal of one loudspeaker goes, and at which level."""
    if name in target:
        return {name: 1.0}
    stereo = "FL" in target
    if name == "FC":
        return dict.fromkeys(("FL", "FR"), _MINUS_3_DB)
    if name in ("FL", "FR"):
        return {"FC": _MINUS_3_DB}
    if name == "BC":
        for side in "BS":
            if f"{side}L" in target:
                return dict.fromkeys((f"{side}L", f"{side}R"), _MINUS_3_DB)
        return dict.fromkeys(("FL", "FR") if stereo else ("FC",), 0.5)
    if name in ("BL", "BR", "SL", "SR"):
        side = name[1]
        other = ("S" if name[0] == "B" else "B") + side
        at_the_side = {other: _MINUS_3_DB if other in source else 1.0}
        at_the_back = {"BC": _MINUS_3_DB}
        # A loudspeaker at the back goes to the middle of the back first, and to the sides last.
        choices = [at_the_back, at_the_side] if name[0] == "B" else [at_the_side, at_the_back]
        for choice in choices:
            if next(iter(choice)) in target:
                return choice
        return {f"F{side}": _MINUS_3_DB} if stereo else {"FC": 0.5}
    return {}
