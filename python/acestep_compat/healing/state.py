"""What is healed at the moment, and the patches that undo it."""

from __future__ import annotations

import sys
import threading
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from .._warnings import FALLBACKS

_MISSING = object()


@dataclass(frozen=True)
class Status:
    """What :func:`install` has done so far.

    Attributes:
        installed: Whether ``install()`` is in force.
        healed: For each thing that was healed, a sentence that says how and why ("torchaudio's
            extension", ...).
        fallbacks: For each (backend, reason), how many files it had to decode.
    """

    installed: bool
    healed: dict[str, str]
    fallbacks: dict[tuple[str, str], int]

    def __str__(self) -> str:
        if not self.installed:
            return "acestep_compat: not installed"
        lines = [f"  {what}: {how}" for what, how in self.healed.items()] or [
            "  nothing needed healing"
        ]
        for (backend, reason), count in self.fallbacks.items():
            lines.append(f"  {backend} decoded {count} files: {reason}")
        return "\n".join(["acestep_compat healed:", *lines])


@dataclass
class State:
    """The one record of this process; ``lock`` guards all of it."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    installed: bool = False
    force: bool = False
    healed: dict[str, str] = field(default_factory=dict)
    undo: list[tuple[MutableMapping[str, Any], str, object]] = field(default_factory=list)

    def set(self, owner: ModuleType | MutableMapping[str, Any], name: str, value: object) -> None:
        """Sets an attribute of a module (or an entry of a dict) so that :meth:`restore` takes it
        back.
        """
        names = vars(owner) if isinstance(owner, ModuleType) else owner
        self.undo.append((names, name, names.get(name, _MISSING)))
        names[name] = value

    def restore(self) -> None:
        """Takes every change back, the last one first."""
        while self.undo:
            names, name, value = self.undo.pop()
            if value is _MISSING:
                names.pop(name, None)
            else:
                names[name] = value
        self.healed.clear()


STATE = State()


def forget_modules(package: str) -> None:
    """Drops a package and its submodules from ``sys.modules``, so that the next import starts
    afresh.
    """
    for name in [name for name in sys.modules if name == package or name.startswith(package + ".")]:
        del sys.modules[name]


def status() -> Status:
    """What has been healed in this process, and by what.

    Example::

        acestep_compat.install()
        import torchaudio
        print(acestep_compat.status())
    """
    with STATE.lock:
        return Status(STATE.installed, dict(STATE.healed), dict(FALLBACKS))
