"""Tensors into audio files, atomically and exactly."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from . import _core
from ._tensors import export, samples_to_save
from ._warnings import warn
from .types import AudioTarget, OnNonfinite, Tags, Waveform


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
        OSError: the folder or file cannot be written.
        ValueError, TypeError: a setting that the format does not have.

    Example:
        >>> with AudioWriter("copy.flac", 48000, 2) as writer:
        ...     for block in AudioReader("song.mp3", sr=48000):
        ...         writer.write(block)
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
        if not isinstance(target, (str, bytes, os.PathLike)):
            _check_file_object(target)
            format = format or _extension(target)
        settings = _core.WriterSettings(
            format, encoding, bits_per_sample, bit_rate, compression, tags, on_nonfinite
        )
        self._writer = _core.Writer(target, sample_rate, num_channels, settings)
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
        """Gives the file up: nothing is left behind, an old file stays as it was."""
        self._closed = True
        self._writer.discard()

    def __enter__(self) -> AudioWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()


def save_audio_safe(
    audio_path: AudioTarget,
    audio_tensor: Waveform,
    sample_rate: int,
    format: str | None = None,
    *,
    encoding: str | None = None,
    bits_per_sample: int | None = None,
    bit_rate: int | None = None,
    compression: float | str | None = None,
    tags: Tags | None = None,
    on_nonfinite: OnNonfinite = "raise",
) -> bool:
    """Saves a tensor as an audio file: whole, or not at all.

    An integer tensor of b bits means amplitude x / 2^(b-1) whatever the encoding (uint8:
    (x - 128) / 128); floats are rounded to the target's depth and clipped, never wrapped. Fewer
    bits than an integer tensor needs are an error.

    Args:
        audio_path: a path, or a file object opened for writing in binary mode.
        audio_tensor: [C, T] or [T]; any floating-point type, uint8, int16 or int32; on any device.
        sample_rate: in Hz.
        format: ``wav``, ``flac``, ``ogg``, ``opus``, ``mp3``, ``aiff``, ``au``, ``caf``, ``w64`` or
            ``rf64``; None takes the path's extension.
        encoding: ``PCM_S``, ``PCM_U``, ``PCM_F``, ``ULAW``, ``ALAW``, ...; None is the default: as
            the tensor for wav, aiff and caf, 24 bits for floats in flac.
        bits_per_sample: depth of PCM and FLAC; None is the tensor's.
        bit_rate: of lossy formats, in bit/s.
        compression: FLAC level 0..8, Vorbis quality -1..10, MP3 as sox: positive constant kbit/s,
            negative variable (-4.2 is V4), ``'V0'`` .. ``'V9'`` too.
        tags: title, artist, album, ...
        on_nonfinite: NaN and infinities in integer and lossy files: ``'raise'``, or ``'zero'``,
            which makes NaN 0 and infinity full scale.

    Returns:
        True.

    Raises:
        OSError: the folder or file cannot be written, the disk is full, ...
        ValueError, TypeError: an argument out of range, or that the format does not have.

    Example:
        >>> save_audio_safe("song.flac", waveform, 48000, tags={"title": "Song"})
        True
    """
    samples = samples_to_save(audio_tensor, "audio_tensor")
    writer = AudioWriter(
        audio_path,
        sample_rate,
        samples.shape[0],
        format,
        encoding=encoding,
        bits_per_sample=bits_per_sample,
        bit_rate=bit_rate,
        compression=compression,
        tags=tags,
        on_nonfinite=on_nonfinite,
    )
    with writer:
        writer.write(samples)
    return True


def save_audio_safe_batch(
    audio_paths: Sequence[AudioTarget],
    audio_tensors: Iterable[Waveform],
    sample_rates: int | Sequence[int],
    format: str | None = None,
    *,
    encoding: str | None = None,
    bits_per_sample: int | None = None,
    bit_rate: int | None = None,
    compression: float | str | None = None,
    on_nonfinite: OnNonfinite = "raise",
) -> list[bool]:
    """Saves several tensors. One that fails is reported by a warning, and the others are saved.

    Args:
        audio_paths: one target each.
        audio_tensors: one tensor each, or one [B, C, T] tensor.
        sample_rates: one rate in Hz for all, or one each.
        format, encoding, bits_per_sample, bit_rate, compression, on_nonfinite: for all of them, see
            :func:`save_audio_safe`.

    Returns:
        For each whether it was saved.

    Raises:
        ValueError: not as many tensors or rates as paths.

    Example:
        >>> save_audio_safe_batch(["a.wav", "b.flac"], [first, second], 48000)
        [True, True]
    """
    paths, tensors = list(audio_paths), list(audio_tensors)
    rates = (
        list(sample_rates) if isinstance(sample_rates, Iterable) else [sample_rates] * len(paths)
    )
    if not len(paths) == len(tensors) == len(rates):
        raise ValueError(
            "audio_paths, audio_tensors and sample_rates must be of one length, "
            f"got {len(paths)}, {len(tensors)} and {len(rates)}"
        )
    saved = []
    for path, tensor, rate in zip(paths, tensors, rates, strict=True):
        try:
            save_audio_safe(
                path,
                tensor,
                rate,
                format,
                encoding=encoding,
                bits_per_sample=bits_per_sample,
                bit_rate=bit_rate,
                compression=compression,
                on_nonfinite=on_nonfinite,
            )
        except Exception as error:  # whatever it is, the other files are to be saved
            warn(f"{path!r} was not saved: {type(error).__name__}: {error}")
            saved.append(False)
        else:
            saved.append(True)
    return saved


def _check_file_object(target: object) -> None:
    if not hasattr(target, "write"):
        raise TypeError(
            "audio_path must be a str, os.PathLike or binary file object to write to, "
            f"got {type(target).__name__}"
        )


def _extension(target: object) -> str | None:
    """The extension of a file object's name, if it has one that stands for a format."""
    name = getattr(target, "name", None)
    extension = os.path.splitext(name)[1] if isinstance(name, str) else ""
    return extension if _core.format_from_extension(extension) != "unknown" else None
