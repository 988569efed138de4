"""Child processes that inherit nothing but the environment (spawn, forkserver, Ray): the package's ``.pth``
file installs healing where a variable asks for it.
"""

from __future__ import annotations

import os

from .state import STATE

VARIABLE = "ACESTEP_COMPAT_INSTALL"
"""Set to "1" in the environment of a process that is to heal itself."""

OPTIONS = "ACESTEP_COMPAT_OPTIONS"
"""Which of ``install()``'s other options a process that heals itself takes, separated by commas."""


def set_environment_of_children() -> None:
    """Makes processes that are started from now on install as this one did."""
    options = [name for name in ("force", "ffmpeg_callers") if getattr(STATE, name)]
    STATE.set(os.environ, VARIABLE, "1")
    STATE.set(os.environ, OPTIONS, ",".join(options))


def options_of_parent() -> dict[str, bool]:
    """The arguments of ``install()`` that a parent has left in the environment."""
    given = os.environ.get(OPTIONS, "").split(",")
    return {name: name in given for name in ("force", "ffmpeg_callers")}
