"""``save`` as torchaudio 2.8 defined it."""

from __future__ import annotations

import os
from typing import Any, BinaryIO

import torch
from torch import Tensor

from .._saving import save_audio_safe
from ._backends import record_backend
from ._errors import os_errors_are_runtime_errors

_LOSSY = ("mp3", "ogg", "vorbis", "opus")
_INTEGER_BITS = {torch.uint8: 8, torch.int16: 16, torch.int32: 32}


def save(
    uri: str | os.PathLike[str] | BinaryIO,
    src: Tensor,
    sample_rate: int,
    channels_first: bool = True,
    format: str | None = None,
    encoding: str | None = None,
    bits_per_sample: int | None = None,
    buffer_size: int = 4096,
    backend: str | None = None,
    compression: Any = None,
) -> None:
    """Saves audio as torchaudio 2.8's ``save`` does.

    Args:
        uri: A path, or a writable binary file object (then ``format`` is needed).
        src: ``[channels, frames]`` (or ``[frames]``); any float type, uint8, int16 or int32.
        sample_rate: Hz.
        channels_first: False if ``src`` is ``[frames, channels]``.
        format: ``"wav"``, ``"flac"``, ``"mp3"``, ``"ogg"``, ``"vorbis"``, ``"opus"``, ...; any
            case. Default: by extension.
        encoding: ``"PCM_S"``, ``"PCM_U"``, ``"PCM_F"``, ``"ULAW"`` or ``"ALAW"``, for WAV and
            similar formats.
        bits_per_sample: Depth. Unlike ``save_audio_safe``, an integer tensor that has more is
            rounded.
        buffer_size: Ignored.
        backend: Logged, else ignored: there is one backend.
        compression: FLAC level 0 to 8, Vorbis quality -1 to 10, MP3 as sox; an object with
            ``bit_rate``, ``compression_level`` or ``qscale`` (torchaudio's CodecConfig) is read
            too.

    Raises:
        RuntimeError: The file cannot be written (an OSError too).
        ValueError: A setting that the format does not support.

    Example::

        save("clip.wav", waveform, 48000, encoding="PCM_S", bits_per_sample=16)
    """
    record_backend("save", backend)
    if not channels_first and src.ndim == 2:
        src = src.transpose(0, 1)
    extension = os.path.splitext(os.fspath(uri))[1] if isinstance(uri, (str, os.PathLike)) else ""
    name = (format or extension).lower().lstrip(".")
    lossy = name in _LOSSY
    bits = None if bits_per_sample is None or lossy else int(bits_per_sample)
    own_bits = _INTEGER_BITS.get(src.dtype)
    if own_bits is not None and _exact_bits(name, encoding, bits) < own_bits:
        offset = 128 if src.dtype == torch.uint8 else 0
        src = (src.to(torch.float64) - offset) / 2 ** (own_bits - 1)
    level, bit_rate = _compression(compression)
    with os_errors_are_runtime_errors():
        save_audio_safe(
            uri,
            src,
            sample_rate,
            format,
            encoding=None if lossy else encoding,
            bits_per_sample=bits,
            bit_rate=bit_rate,
            compression=level,
        )


def _exact_bits(format: str, encoding: str | None, bits: int | None) -> int:
    """How many bits of an integer the file holds."""
    if encoding == "PCM_F":
        return 53 if bits == 64 else 24
    return bits or (24 if format == "flac" else 32)


def _compression(compression: Any) -> tuple[float | None, int | None]:
    """(level, bit rate) of a number or of torchaudio's CodecConfig."""
    if compression is None or isinstance(compression, (int, float)):
        return compression, None
    bit_rate = getattr(compression, "bit_rate", -1)
    level = getattr(compression, "compression_level", -1)
    quality = getattr(compression, "qscale", -1)
    if bit_rate is not None and bit_rate > 0:
        return None, int(bit_rate)
    for value in (level, quality):
        if value is not None and value >= 0:
            return float(value), None
    return None, None


save_with_torchcodec = save
