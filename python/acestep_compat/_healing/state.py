"""What is healed now, and every change, so that it can be undone."""

from __future__ import annotations

import sys
import threading
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

MISSING = object()


@dataclass(frozen=True)
class Change:
    """A name that was set: in whose names, what it was (``MISSING`` if it was not there) and is."""

    owner: str
    names: MutableMapping[str, Any]
    name: str
    old: Any
    new: Any

    def stands(self) -> bool:
        """Whether the name still has the value that we set."""
        now = self.names.get(self.name, MISSING)
        return now is self.new or (
            isinstance(now, str) and now == self.new
        )  # os.environ makes copies

    def take_back(self) -> None:
        if self.old is MISSING:
            del self.names[self.name]
        else:
            self.names[self.name] = self.old


@dataclass
class State:
    """The one record of this process; ``lock`` guards all of it.

    Attributes:
        healed: for each thing that was healed, a sentence that says how and why.
        changes: every name that was set, in this order.
        foreign_patches: sentences on names that another package had patched before.
        only_healed: packages that would not have been imported without healing.
        extension_failure: why torchaudio's extension does not load; empty if it does.
    """

    lock: threading.RLock = field(default_factory=threading.RLock)
    installed: bool = False
    force: bool = False
    children: bool = False
    ffmpeg_callers: bool = False
    extension_failure: str = ""
    healed: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    foreign_patches: list[str] = field(default_factory=list)
    only_healed: set[str] = field(default_factory=set)

    def set(self, owner: ModuleType | MutableMapping[str, Any], name: str, value: object) -> None:
        """Sets an attribute of a module (or an entry of a mapping) so that :meth:`restore` takes it
        back.
        """
        names = vars(owner) if isinstance(owner, ModuleType) else owner
        label = owner.__name__ if isinstance(owner, ModuleType) else ""
        with self.lock:
            old = names.get(name, MISSING)
            names[name] = value
            self.changes.append(Change(label, names, name, old, value))

    def restore(self) -> list[Change]:
        """Takes every change back, the last one first, but those that somebody else has overwritten.

        Returns:
            The changes, the last one first; other modules may still be bound to their new values.
        """
        with self.lock:
            changes = self.changes[::-1]
            for change in changes:
                if change.stands():
                    change.take_back()
            self.installed = self.force = False
            self.children = self.ffmpeg_callers = False
            self.extension_failure = ""
            for record in (self.changes, self.healed, self.foreign_patches):
                record.clear()
            return changes


STATE = State()


def forget_modules(package: str) -> None:
    """Drops a package and its submodules from ``sys.modules``, so that the next import starts
    afresh.
    """
    for name in [name for name in sys.modules if name == package or name.startswith(package + ".")]:
        del sys.modules[name]


def root_cause(error: BaseException) -> str:
    """The first line of the error that an error was raised for: "Could not load this library" hides
    the library that is missing.
    """
    while error.__cause__ is not None:
        error = error.__cause__
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
