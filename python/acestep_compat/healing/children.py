"""Child processes that start bare (spawn, forkserver, Ray): what the package's ``.pth`` file runs
in them.
"""

from __future__ import annotations

VARIABLE = "ACESTEP_COMPAT_INSTALL"
"""Set to "1" in the environment of a process that shall heal itself."""
