"""Tensors into audio files, atomically and exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ._tensors import export, samples_to_save
from ._warnings import warn
from ._writing import EncodingSettings, open_writer
from .types import AudioTarget, OnNonfinite, Tags, Waveform


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
    """Saves a tensor as an audio file: completely, or not at all.

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
        OSError: the folder or file cannot be written to, the disk is full, ...
        ValueError, TypeError: an argument out of range, or one that the format does not support.

    Example:
        >>> save_audio_safe("song.flac", waveform, 48000, tags={"title": "Song"})
        True
    """
    settings = EncodingSettings(
        format, encoding, bits_per_sample, bit_rate, compression, tags, on_nonfinite
    )
    _save(audio_path, audio_tensor, sample_rate, settings)
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
        For each of them, whether it was saved.

    Raises:
        ValueError: the numbers of paths, tensors and rates differ.

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
    settings = EncodingSettings(
        format, encoding, bits_per_sample, bit_rate, compression, None, on_nonfinite
    )
    saved = []
    for path, tensor, rate in zip(paths, tensors, rates, strict=True):
        try:
            _save(path, tensor, rate, settings)
        except Exception as error:  # whatever it is, the other files are to be saved
            warn(f"{path!r} was not saved: {type(error).__name__}: {error}")
            saved.append(False)
        else:
            saved.append(True)
    return saved


def _save(
    audio_path: AudioTarget,
    audio_tensor: Waveform,
    sample_rate: int,
    settings: EncodingSettings,
) -> None:
    samples = samples_to_save(audio_tensor, "audio_tensor")
    writer = open_writer(audio_path, sample_rate, samples.shape[0], settings, "audio_path")
    try:
        writer.write(export(samples))
        writer.commit()
    except BaseException:
        writer.discard()
        raise
