"""Audio files written block by block, atomically."""

from __future__ import annotations

import os
from typing import NamedTuple

from . import _core
from ._tensors import export, samples_to_save
from .types import AudioTarget, OnNonfinite, Tags, Waveform


class EncodingSettings(NamedTuple):
    """How a file is encoded, see :func:`save_audio_safe`: the arguments of ``_core.WriterSettings``, in its order."""

    format: str | None
    encoding: str | None
    bits_per_sample: int | None
    bit_rate: int | None
    compression: float | str | None
    tags: Tags | None
    on_nonfinite: OnNonfinite


class AudioWriter:
    """Writes a file block by block. Nothing appears under its path before it is complete.

    Leaving the ``with`` block normally puts the file in its place; an exception discards it and
    leaves an old file as it was. A file object gets all bytes at the end, from its position on.

    Args:
        target: a path, or a file object opened for writing in binary mode.
        sample_rate: in Hz.
        num_channels: of every block.
        format: ``wav``, ``flac``, ``ogg``, ``opus``, ``mp3``, ``aiff``, ``au``, ``caf``, ``w64`` or
            ``rf64``; None takes the path's extension.
        encoding, bits_per_sample, bit_rate, compression, tags, on_nonfinite: see
            :func:`save_audio_safe`.

    Raises:
        OSError: the folder or file cannot be written to.
        ValueError, TypeError: a setting that the format does not support.

    Example:
        >>> with AudioReader("song.mp3", sr=48000) as reader:
        ...     with AudioWriter("copy.flac", 48000, reader.num_channels) as writer:
        ...         for block in reader:
        ...             writer.write(block)
    """

    def __init__(
        self,
        target: AudioTarget,
        sample_rate: int,
        num_channels: int,
        format: str | None = None,
        *,
        encoding: str | None = None,
        bits_per_sample: int | None = None,
        bit_rate: int | None = None,
        compression: float | str | None = None,
        tags: Tags | None = None,
        on_nonfinite: OnNonfinite = "raise",
    ) -> None:
        self._settings = EncodingSettings(
            format, encoding, bits_per_sample, bit_rate, compression, tags, on_nonfinite
        )
        self._writer = open_writer(target, sample_rate, num_channels, self._settings, "target")
        self._target = target
        self._sample_rate = sample_rate
        self._num_channels = num_channels
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether the file was completed or discarded."""
        return self._closed

    def write(self, samples: Waveform) -> None:
        """Appends samples.

        Args:
            samples: [C, n], or [n] for one channel; any floating-point type, uint8, int16 or int32,
                the same for every block. An integer of b bits means amplitude x / 2^(b-1).
        """
        block = samples_to_save(samples, "samples")
        if block.shape[0] != self._num_channels:
            raise ValueError(
                f"samples must have num_channels={self._num_channels} channels, "
                f"got shape {tuple(block.shape)}"
            )
        self._writer.write(export(block))

    def close(self) -> None:
        """Completes the file and puts it in its place. Closing twice is fine."""
        if not self._closed:
            self._closed = True
            try:
                self._writer.commit()
            except BaseException:
                self._writer.discard()
                raise

    def discard(self) -> None:
        """Discards the file: no new file remains, and an old one stays as it was."""
        self._closed = True
        self._writer.discard()

    def __enter__(self) -> AudioWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()

    def __repr__(self) -> str:
        return (
            f"AudioWriter({self._target!r}, sample_rate={self._sample_rate}, "
            f"num_channels={self._num_channels}, format={self._settings.format!r}, "
            f"closed={self._closed})"
        )


def open_writer(
    target: AudioTarget,
    sample_rate: int,
    num_channels: int,
    settings: EncodingSettings,
    argument: str,
) -> _core.Writer:
    """The core's writer.

    Args:
        target: a path, or a file object, whose name may say the format.
        sample_rate, num_channels, settings: see :class:`AudioWriter`.
        argument: what the caller's user calls ``target``, for errors.
    """
    if not isinstance(target, (str, bytes, os.PathLike)):
        if not hasattr(target, "write"):
            raise TypeError(
                f"{argument} must be a str, os.PathLike or binary file object to write to, "
                f"got {type(target).__name__}"
            )
        settings = settings._replace(format=settings.format or _extension(target))
    return _core.Writer(target, sample_rate, num_channels, _core.WriterSettings(*settings))


def _extension(target: object) -> str | None:
    """The extension of a file object's name, if it has one that belongs to a format."""
    name = getattr(target, "name", None)
    extension = os.path.splitext(name)[1] if isinstance(name, str) else ""
    return extension if _core.format_from_extension(extension) != "unknown" else None
