"""Warnings, given where the caller's own line is to blame."""

from __future__ import annotations

import logging
import os
import sys
import threading
import warnings
from collections import Counter

_PACKAGE = os.path.dirname(os.path.abspath(__file__)) + os.sep
_LOG = logging.getLogger("acestep_compat")
_LOCK = threading.Lock()

STRICT = "ACESTEP_COMPAT_STRICT"
"""Set to "1" in the environment of a process (and its children) in which a fallback is an error."""

FALLBACKS: Counter[tuple[str, str]] = Counter()
"""How many files each (backend, reason) was used for."""


class AudioFallbackWarning(UserWarning):
    """Another backend had to be used than the first one for the file's format.

    Given once for each backend and reason, however many files there are; every file is logged at
    level DEBUG by the logger ``acestep_compat``, and ``acestep_compat.status()`` has the counts.
    """


def warn(message: str, category: type[Warning] = UserWarning) -> None:
    """Warns as if from the nearest frame outside this package."""
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        level, frame = level + 1, frame.f_back
    warnings.warn(message, category, stacklevel=level)


def warn_of_fallback(message: str, backend: str, reason: str) -> None:
    """Counts and logs a fallback, and warns of the first of its kind.

    Raises:
        AudioFallbackWarning: ``run --strict`` asked for it, whatever filters the program sets.
    """
    with _LOCK:
        FALLBACKS[backend, reason] += 1
        first = FALLBACKS[backend, reason] == 1
    _LOG.debug("%s", message)
    if os.environ.get(STRICT) == "1":
        raise AudioFallbackWarning(message)
    if first:
        warn(message, AudioFallbackWarning)


def warn_from_core(kind: str, message: str, backend: str, reason: str) -> None:
    """Called by the compiled core, once the GIL is back, for each warning of a call."""
    if kind == "fallback":
        warn_of_fallback(message, backend, reason)
    else:
        warn(message)
