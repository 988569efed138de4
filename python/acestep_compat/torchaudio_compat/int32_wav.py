"""The integers of a 32-bit WAV, which float32 does not hold."""

from __future__ import annotations

import io
import os

import torch
from torch import Tensor


def read_int32_wav(
    source: str | os.PathLike[str] | io.BytesIO, frame_offset: int, channels: int, frames: int
) -> Tensor:
    """Reads ``frames`` frames of a PCM WAV of 32 bits, which is known to hold them: int32 ``[channels, frames]``.

    Raises:
        RuntimeError: the samples do not lie in a chunk ``data`` in the order of RIFF.
    """
    if isinstance(source, io.BytesIO):
        source.seek(0)
        return _read(source, frame_offset, channels, frames)
    with open(source, "rb") as file:
        return _read(file, frame_offset, channels, frames)


def _read(
    file: io.BytesIO | io.BufferedReader, frame_offset: int, channels: int, frames: int
) -> Tensor:
    if file.read(12)[:4] not in (b"RIFF", b"RF64"):
        raise RuntimeError("normalize=False supports 32 bits in WAV and RF64 only")
    while len(header := file.read(8)) == 8:
        if header[:4] == b"data":
            file.seek(frame_offset * channels * 4, os.SEEK_CUR)
            content = bytearray(file.read(frames * channels * 4))
            if not content:
                break
            return torch.frombuffer(content, dtype=torch.int32).view(-1, channels).t().contiguous()
        size = int.from_bytes(header[4:], "little")
        file.seek(size + size % 2, os.SEEK_CUR)
    return torch.empty(channels, 0, dtype=torch.int32)
