"""Which samples are played in a range of seconds."""

from __future__ import annotations

import math


def check_range(start: float, stop: float | None) -> None:
    """Raises ValueError, "Invalid start seconds", if the range ends before it begins."""
    if stop is not None and not start <= stop:
        raise ValueError(
            f"Invalid start seconds: {start}. "
            f"It must be less than or equal to stop seconds ({stop})."
        )


def sample_range(start: float, stop: float | None, rate: int, length: int) -> tuple[int, int]:
    """The samples [first, last) that are played in [start, stop) seconds of a stream of ``length`` samples.

    A boundary on half a sample goes up for every caller alike, so adjacent ranges share no sample and lose none.
    """
    first = max(0, _sample_at(start, rate))
    last = length if stop is None else max(first, min(length, _sample_at(stop, rate)))
    return first, last


def _sample_at(seconds: float, rate: int) -> int:
    return math.floor(seconds * rate + 0.5)
