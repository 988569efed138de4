"""Many audio files."""

from __future__ import annotations

import atexit
import weakref
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeVar, cast, overload

import torch

from . import _core
from ._load_source import LoadSettings, load_source
from ._tensors import from_dlpack
from ._threads import thread_count
from .types import AudioSource, ResampleQuality

Loaded = TypeVar("Loaded", bound="torch.Tensor | Exception")
"""What an iterator gives for a file: its waveform, or also the error that loading it raised."""


class AudioIterator(Iterator[tuple[int, Loaded, int]]):
    """What :func:`iter_audio_safe` returns: an iterator that loads ahead, and a context manager.

    Its threads end with the last file, with :meth:`close`, or with the iterator itself. A child of
    ``fork`` cannot go on with its parent's iterator: there it raises RuntimeError.
    """

    def __init__(
        self,
        audio_paths: Iterable[AudioSource],
        sr: int | None,
        mono: bool,
        *,
        num_threads: int | None,
        resample_quality: ResampleQuality,
        prefetch: int,
        ordered: bool,
        on_error: Literal["raise", "return"],
    ) -> None:
        if on_error not in ("raise", "return"):
            raise ValueError(f"on_error must be 'raise' or 'return', got {on_error!r}")
        if isinstance(audio_paths, (str, bytes)):
            raise TypeError("audio_paths must be several sources, got a single one")
        self._paths = list(audio_paths)
        channels = "mono" if mono else "all"
        self._settings = LoadSettings(sr, channels, resample_quality=resample_quality)
        self._threads = thread_count(num_threads)
        self._raises = on_error == "raise"
        self._loader = _core.BatchLoader(
            self._paths, sr, channels, resample_quality, self._threads, ordered, prefetch
        )
        _running.add(self)

    def __next__(self) -> tuple[int, Loaded, int]:
        return cast("tuple[int, Loaded, int]", self._next())

    def _next(self) -> tuple[int, torch.Tensor | Exception, int]:
        result = self._loader.next()
        if result is None:
            raise StopIteration
        index, samples, sample_rate, source = result
        try:
            if isinstance(samples, _core.ForeignContainerError):
                opened = source or _core.Source(self._paths[index])
                return index, *load_source(opened, self._settings, self._threads)
            if isinstance(samples, Exception):
                raise samples
        except Exception as error:
            if self._raises:
                raise
            return index, error, 0
        return index, from_dlpack(samples), sample_rate

    def close(self) -> None:
        """Ends the work on files that were not asked for yet. Closing twice is fine."""
        self._loader.close()

    def __enter__(self) -> AudioIterator[Loaded]:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return (
            f"AudioIterator({len(self._paths)} files, sr={self._settings.sr}, "
            f"channels={self._settings.channels!r})"
        )


# Threads must not reach for an interpreter that is ending.
_running: weakref.WeakSet[AudioIterator[Any]] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    for iterator in list(_running):
        iterator.close()


@overload
def iter_audio_safe(
    audio_paths: Iterable[AudioSource],
    sr: int | None = None,
    mono: bool = False,
    *,
    num_threads: int | None = None,
    resample_quality: ResampleQuality = "high",
    prefetch: int = 256 << 20,
    ordered: bool = True,
    on_error: Literal["raise"] = "raise",
) -> AudioIterator[torch.Tensor]: ...
@overload
def iter_audio_safe(
    audio_paths: Iterable[AudioSource],
    sr: int | None = None,
    mono: bool = False,
    *,
    num_threads: int | None = None,
    resample_quality: ResampleQuality = "high",
    prefetch: int = 256 << 20,
    ordered: bool = True,
    on_error: Literal["return"],
) -> AudioIterator[torch.Tensor | Exception]: ...
def iter_audio_safe(
    audio_paths: Iterable[AudioSource],
    sr: int | None = None,
    mono: bool = False,
    *,
    num_threads: int | None = None,
    resample_quality: ResampleQuality = "high",
    prefetch: int = 256 << 20,
    ordered: bool = True,
    on_error: Literal["raise", "return"] = "raise",
) -> AudioIterator[torch.Tensor] | AudioIterator[torch.Tensor | Exception]:
    """Loads many files on threads, ahead of the loop that consumes them.

    Args:
        audio_paths: what :func:`load_audio_safe` takes, each.
        sr: rate to resample to, in Hz; None keeps each file's.
        mono: mean of all channels.
        num_threads: for all files together; None is ``torch.get_num_threads()``.
        resample_quality: see :func:`resample`.
        prefetch: bytes of samples that may be loaded ahead; one file is always allowed.
        ordered: whether they come in order, or as they are ready.
        on_error: ``'raise'`` an error in its file's turn (``next()`` then goes on with the file
            after it), or ``'return'`` it in place of the tensor, with rate 0.

    Returns:
        An iterator of (index, waveform, sample_rate), also a context manager that ends the work.

    Example:
        >>> for index, waveform, sample_rate in iter_audio_safe(["a.wav", "b.mp3"], sr=48000):
        ...     print(index, waveform.shape)
    """
    return AudioIterator(
        audio_paths,
        sr,
        mono,
        num_threads=num_threads,
        resample_quality=resample_quality,
        prefetch=prefetch,
        ordered=ordered,
        on_error=on_error,
    )


@overload
def load_audio_safe_batch(
    audio_paths: Iterable[AudioSource],
    sr: int | None = None,
    mono: bool = False,
    *,
    num_threads: int | None = None,
    on_error: Literal["raise"] = "raise",
    resample_quality: ResampleQuality = "high",
) -> list[tuple[torch.Tensor, int]]: ...
@overload
def load_audio_safe_batch(
    audio_paths: Iterable[AudioSource],
    sr: int | None = None,
    mono: bool = False,
    *,
    num_threads: int | None = None,
    on_error: Literal["return"],
    resample_quality: ResampleQuality = "high",
) -> list[tuple[torch.Tensor, int] | Exception]: ...
def load_audio_safe_batch(
    audio_paths: Iterable[AudioSource],
    sr: int | None = None,
    mono: bool = False,
    *,
    num_threads: int | None = None,
    on_error: Literal["raise", "return"] = "raise",
    resample_quality: ResampleQuality = "high",
) -> list[tuple[torch.Tensor, int]] | list[tuple[torch.Tensor, int] | Exception]:
    """Loads several files at once.

    Args:
        audio_paths: what :func:`load_audio_safe` takes, each.
        sr: rate to resample to, in Hz; None keeps each file's.
        mono: mean of all channels.
        num_threads: for all files together; None is ``torch.get_num_threads()``. They are spent on
            files first.
        on_error: ``'raise'`` the first error, or ``'return'`` each in its file's place.
        resample_quality: see :func:`resample`.

    Returns:
        (waveform, sample_rate) of each file in their order, as :func:`load_audio_safe` returns it.

    Raises:
        OSError, AudioDecodeError: a file fails, unless ``on_error`` is ``'return'``.
        ValueError, TypeError: an argument out of range or of the wrong type.

    Example:
        >>> waveforms = [w for w, _ in load_audio_safe_batch(["a.wav", "b.mp3"], sr=48000)]
    """
    results: list[tuple[torch.Tensor, int] | Exception] = []
    loaded: AudioIterator[torch.Tensor | Exception] = AudioIterator(
        audio_paths,
        sr,
        mono,
        num_threads=num_threads,
        resample_quality=resample_quality,
        prefetch=(1 << 63) - 1,  # all of them are wanted
        ordered=True,
        on_error=on_error,
    )
    with loaded:
        for _, samples, sample_rate in loaded:
            if isinstance(samples, Exception):
                results.append(samples)
            else:
                results.append((samples, sample_rate))
    return results
