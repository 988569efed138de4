"""``status``: what has been healed in this process."""

from __future__ import annotations

import importlib.util
import sys
from dataclasses import dataclass

from .._warnings import FALLBACKS
from .state import STATE

TORCHAUDIO_IS_ABSENT = (
    "torchaudio is not installed: `pip install --no-deps torchaudio` is enough, any version imports"
)


@dataclass(frozen=True)
class Status:
    """What :func:`install` has done so far.

    Attributes:
        installed: Whether ``install()`` is in effect.
        healed: For each thing that was healed, a sentence that says how and why ("torchaudio's
            extension", ...).
        fallbacks: For each (backend, reason), how many files it had to decode.
        notes: What healing left alone: a torchaudio that is not installed, names that another
            package has patched.
    """

    installed: bool
    healed: dict[str, str]
    fallbacks: dict[tuple[str, str], int]
    notes: list[str]

    def __str__(self) -> str:
        if not self.installed:
            return "acestep_compat: not installed"
        lines = [f"  {what}: {how}" for what, how in self.healed.items()] or [
            "  nothing needed healing"
        ]
        for (backend, reason), count in self.fallbacks.items():
            lines.append(f"  {backend} decoded {count} files: {reason}")
        lines += [f"  note: {note}" for note in self.notes]
        return "\n".join(["acestep_compat healed:", *lines])


def status() -> Status:
    """What has been healed in this process, and by what.

    Example::

        acestep_compat.install()
        import torchaudio
        print(acestep_compat.status())
    """
    with STATE.lock:
        notes = [*STATE.foreign_patches, *_overwritten()]
        if STATE.installed and not _torchaudio_is_there():
            notes.append(TORCHAUDIO_IS_ABSENT)
        return Status(STATE.installed, dict(STATE.healed), dict(FALLBACKS), notes)


def _torchaudio_is_there() -> bool:
    if "torchaudio" in sys.modules:
        return sys.modules["torchaudio"] is not None
    return importlib.util.find_spec("torchaudio") is not None


def _overwritten() -> list[str]:
    """Names of torchaudio that another package has patched after us."""
    return [
        f"torchaudio.{change.name} was replaced after install() by "
        f"{getattr(change.names.get(change.name), '__module__', 'somebody else')}"
        for change in STATE.changes
        if change.owner == "torchaudio" and not change.stands()
    ]
