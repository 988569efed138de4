"""Warnings, given where the caller's own line is to blame."""

from __future__ import annotations

import os
import sys
import warnings

_PACKAGE = os.path.dirname(os.path.abspath(__file__)) + os.sep


class AudioFallbackWarning(UserWarning):
    """Another backend had to be used than the one meant for the file's format."""


def warn(message: str, category: type[Warning] = UserWarning) -> None:
    """Warns as if from the nearest frame outside this package."""
    level, frame = 1, sys._getframe()
    while frame.f_back is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        level, frame = level + 1, frame.f_back
    warnings.warn(message, category, stacklevel=level)


def warn_from_core(kind: str, message: str) -> None:
    """Called by the compiled core, once the GIL is back, for each warning of a call."""
    warn(message, AudioFallbackWarning if kind == "fallback" else UserWarning)
