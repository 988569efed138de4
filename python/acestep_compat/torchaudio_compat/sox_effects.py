"""``torchaudio.sox_effects``: importable, since programs import it without using it; effects
raise.
"""

from __future__ import annotations

from typing import NoReturn


def init_sox_effects() -> None:
    """Does nothing, as in torchaudio 2.8."""


def shutdown_sox_effects() -> None:
    """Does nothing, as in torchaudio 2.8."""


def effect_names() -> list[str]:
    """No effect is available."""
    return []


def _unavailable(function: str) -> NoReturn:
    raise RuntimeError(
        f"torchaudio.sox_effects.{function} needs libsox, which torchaudio 2.9 and later removed; "
        "use torchaudio.functional, or the sox program"
    )


def apply_effects_tensor(*args: object, **kwargs: object) -> NoReturn:
    """Raises RuntimeError: libsox is gone from torchaudio."""
    _unavailable("apply_effects_tensor")


def apply_effects_file(*args: object, **kwargs: object) -> NoReturn:
    """Raises RuntimeError: libsox is gone from torchaudio."""
    _unavailable("apply_effects_file")
