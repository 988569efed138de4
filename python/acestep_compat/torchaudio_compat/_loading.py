"""``load`` and ``info`` as torchaudio 2.8 defined them."""

from __future__ import annotations

import io
import os
from typing import BinaryIO

from torch import Tensor

from .. import _core
from .._info import get_audio_info
from .._loading import load_audio_safe
from .._tensors import from_dlpack
from ._backends import record_backend
from ._errors import os_errors_are_runtime_errors
from ._metadata import AudioMetaData

Source = str | os.PathLike[str] | BinaryIO


def load(
    uri: Source,
    frame_offset: int = 0,
    num_frames: int = -1,
    normalize: bool = True,
    channels_first: bool = True,
    format: str | None = None,
    buffer_size: int = 4096,
    backend: str | None = None,
) -> tuple[Tensor, int]:
    """Loads audio as torchaudio 2.8's ``load`` does.

    Args:
        uri: A path, or a binary file object, which is read from its position.
        frame_offset: Frames to skip.
        num_frames: Frames to read; -1 reads to the end.
        normalize: False returns the samples of an integer WAV in their own type: uint8, int16,
            int32 (24 bits left-justified). No other file is affected.
        channels_first: True gives ``[channels, frames]``, False ``[frames, channels]``.
        format: Ignored: the format is found by content.
        buffer_size: Ignored.
        backend: Logged, else ignored: there is one backend.

    Returns:
        The samples (float32, except with ``normalize=False``) and the sample rate in Hz.

    Raises:
        RuntimeError: The file is missing (a FileNotFoundError too), or holds no audio.

    Example::

        waveform, sample_rate = load("song.wav", frame_offset=16000, num_frames=16000)
    """
    record_backend("load", backend)
    with os_errors_are_runtime_errors():
        if normalize:
            waveform, rate = load_audio_safe(uri, frame_offset=frame_offset, num_frames=num_frames)
        else:
            waveform, rate = _load_native(uri, frame_offset, num_frames)
    return (waveform if channels_first else waveform.transpose(0, 1)), rate


def _cannot_seek() -> bool:
    return False


def _load_native(uri: Source, frame_offset: int, num_frames: int) -> tuple[Tensor, int]:
    """Samples of an integer WAV in their own type, those of every other file as floats."""
    if not isinstance(uri, (str, os.PathLike)) and not getattr(uri, "seekable", _cannot_seek)():
        uri = io.BytesIO(uri.read())  # it is read twice
    found = get_audio_info(uri)
    if found.format not in ("wav", "rf64", "w64") or found.encoding not in ("PCM_S", "PCM_U"):
        return load_audio_safe(uri, frame_offset=frame_offset, num_frames=num_frames)
    bits = found.bits_per_sample if found.bits_per_sample in (8, 16) else 32
    samples, rate = _core.load_integers(_core.Source(uri), bits, frame_offset, num_frames)
    return from_dlpack(samples), rate


def info(
    uri: Source,
    format: str | None = None,
    buffer_size: int = 4096,
    backend: str | None = None,
) -> AudioMetaData:
    """What a file holds, found without decoding it.

    Args:
        uri: A path, or a binary file object, whose position is not changed.
        format: Ignored: the format is found by content.
        buffer_size: Ignored.
        backend: Logged, else ignored: there is one backend.

    Raises:
        RuntimeError: The file is missing (a FileNotFoundError too), or holds no audio.

    Example::

        seconds = info("song.wav").num_frames / info("song.wav").sample_rate
    """
    record_backend("info", backend)
    with os_errors_are_runtime_errors():
        found = get_audio_info(uri)
    return AudioMetaData(
        found.sample_rate,
        found.num_frames,
        found.num_channels,
        found.bits_per_sample,
        found.encoding,
    )


load_with_torchcodec = load
