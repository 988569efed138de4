"""Child processes that start bare (spawn, forkserver, Ray): they are told by their environment,
which the package's ``.pth`` file looks at.
"""

from __future__ import annotations

import os

from .state import STATE

VARIABLE = "ACESTEP_COMPAT_INSTALL"
"""Set to "1" in the environment of a process that shall heal itself."""

OPTIONS = "ACESTEP_COMPAT_OPTIONS"
"""Which of ``install()``'s other options a process that heals itself takes, separated by commas."""


def tell_children() -> None:
    """Lets processes that are started from now on install as this one did."""
    options = [name for name in ("force", "ffmpeg_callers") if getattr(STATE, name)]
    STATE.set(os.environ, VARIABLE, "1")
    STATE.set(os.environ, OPTIONS, ",".join(options))


def options_of_parent() -> dict[str, bool]:
    """The arguments of ``install()`` that a parent has left in the environment."""
    given = os.environ.get(OPTIONS, "").split(",")
    return {name: name in given for name in ("force", "ffmpeg_callers")}
