"""The backend functions of torchaudio 2.8. There is one backend here, whatever name is asked
for.
"""

from __future__ import annotations

import logging

_LOG = logging.getLogger("acestep_compat")
_NAMES = ["ffmpeg", "soundfile", "sox"]
_chosen: str | None = None


def list_audio_backends() -> list[str]:
    """The names that torchaudio 2.8 knew: programs test that their favourite is among them."""
    return list(_NAMES)


def get_audio_backend() -> str | None:
    """The name that :func:`set_audio_backend` was given last, or None."""
    return _chosen


def set_audio_backend(backend: str | None) -> None:
    """Remembers ``backend``; every one is served by this package's decoders.

    Raises:
        RuntimeError: ``backend`` is not one of torchaudio's names.
    """
    global _chosen
    if backend is not None and backend not in (*_NAMES, "sox_io"):
        raise RuntimeError(f"Backend {backend!r} is not one of the available backends: {_NAMES}")
    _chosen = backend


def record_backend(function: str, backend: str | None) -> None:
    """Logs, at level DEBUG, that a call asked for a backend by name."""
    if backend is not None:
        _LOG.debug("torchaudio.%s was asked for the backend %r", function, backend)
