"""Fair timing: all programs of a row take turns, and medians are compared."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

Program = Callable[[], object]
"""Something to be timed; one that returns a float has timed itself, in seconds."""


def round_robin(
    programs: dict[str, Program], rounds: int, least_seconds: float = 0.02
) -> dict[str, float]:
    """Median seconds of one run of each program.

    One warm-up of each comes first. A program that takes less than `least_seconds` is repeated
    within its turn, so that the clock's resolution does not count. The result of a run is dropped
    before the clock stops: memory given back is part of the cost of memory taken.
    """
    repeats = {}
    for name, program in programs.items():
        program()
        repeats[name] = max(1, round(least_seconds / max(timed(program, 1), 1e-9)))
    seconds: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, program in programs.items():
            seconds[name].append(timed(program, repeats[name]))
    return {name: statistics.median(values) for name, values in seconds.items()}


def timed(program: Program, repeats: int) -> float:
    """Seconds of one run, over `repeats` runs."""
    own = []
    start = time.perf_counter()
    for _ in range(repeats):
        result = program()
        if isinstance(result, float):
            own.append(result)
        del result
    return statistics.mean(own) if own else (time.perf_counter() - start) / repeats
