"""What torchcodec accepts as a source, as something that can be read again and again."""

from __future__ import annotations

import ctypes
import io
import os
from pathlib import Path
from typing import Any

import torch
from torch import Tensor


def reusable_source(source: Any) -> str | bytes:
    """A path as it is; everything else as bytes, a file object from its beginning.

    Raises:
        TypeError: ``source`` is not a str, Path, bytes, uint8 tensor, or object with ``read`` and
            ``seek``; or it is a file opened as text.
        ValueError: A tensor that is not 1-D uint8.
    """
    if isinstance(source, (str, Path)):
        return os.fspath(source)
    if isinstance(source, (bytes, bytearray)):
        return bytes(source)
    if isinstance(source, Tensor):
        if source.dtype != torch.uint8 or source.ndim != 1:
            raise ValueError(
                f"a tensor of encoded bytes must be 1-D uint8, got {source.ndim}-D {source.dtype}"
            )
        source = source.cpu().contiguous()
        return ctypes.string_at(
            source.data_ptr(), source.numel()
        )  # without NumPy, which need not be there
    if isinstance(source, io.TextIOBase):
        raise TypeError("The file was opened as text. Did you forget the 'b' for binary reading?")
    if hasattr(source, "read") and hasattr(source, "seek"):
        source.seek(0, os.SEEK_SET)
        content = source.read(-1)
        if not isinstance(content, bytes):
            raise TypeError(
                f"read() returned {type(content).__name__}, not bytes. Is the file open for binary reading?"
            )
        return content
    raise TypeError(
        f"Unknown source type: {type(source)}. Supported types are str, Path, bytes, Tensor and file-like objects with "
        "read(self, size: int) -> bytes and seek(self, offset: int, whence: int) -> int methods."
    )


def read_bytes(source: str | bytes, offset: int, count: int) -> bytes:
    """At most ``count`` bytes of a reusable source."""
    if isinstance(source, bytes):
        return source[offset : offset + count]
    with open(source, "rb") as file:
        file.seek(offset)
        return file.read(count)


def source_size(source: str | bytes) -> int:
    """Bytes of a reusable source."""
    return os.stat(source).st_size if isinstance(source, str) else len(source)
