"""Many audio files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, overload

import torch

from .loading import load_audio_safe
from .types import AudioSource


@overload
def load_audio_safe_batch(
    audio_paths: Iterable[AudioSource],
    sr: int | None = None,
    mono: bool = False,
    *,
    num_threads: int | None = None,
    on_error: Literal["raise"] = "raise",
) -> list[tuple[torch.Tensor, int]]: ...
@overload
def load_audio_safe_batch(
    audio_paths: Iterable[AudioSource],
    sr: int | None = None,
    mono: bool = False,
    *,
    num_threads: int | None = None,
    on_error: Literal["return"],
) -> list[tuple[torch.Tensor, int] | Exception]: ...
def load_audio_safe_batch(
    audio_paths: Iterable[AudioSource],
    sr: int | None = None,
    mono: bool = False,
    *,
    num_threads: int | None = None,
    on_error: Literal["raise", "return"] = "raise",
) -> list[tuple[torch.Tensor, int]] | list[tuple[torch.Tensor, int] | Exception]:
    """Loads several files, in order.

    Args:
        audio_paths: what :func:`load_audio_safe` takes, each.
        sr: rate to resample to, in Hz; None keeps each file's.
        mono: mean of all channels.
        num_threads: for all files together; None is ``torch.get_num_threads()``.
        on_error: ``'raise'`` the first error, or ``'return'`` each in its file's place.

    Returns:
        (waveform, sample_rate) of each file, as :func:`load_audio_safe` gives it.

    Example:
        >>> waveforms = [w for w, _ in load_audio_safe_batch(["a.wav", "b.mp3"], sr=48000)]
    """
    if on_error not in ("raise", "return"):
        raise ValueError(f"on_error must be 'raise' or 'return', got {on_error!r}")
    results: list[tuple[torch.Tensor, int] | Exception] = []
    for path in audio_paths:
        try:
            results.append(load_audio_safe(path, sr, mono, num_threads=num_threads))
        except Exception as error:
            if on_error == "raise":
                raise
            results.append(error)
    return results
