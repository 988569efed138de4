"""What the functions of this package take, for type checkers."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Literal, Protocol, TypeAlias

import torch

ResampleQuality: TypeAlias = Literal["fast", "medium", "high", "best"]
OnNonfinite: TypeAlias = Literal["raise", "zero"]
Tags: TypeAlias = Mapping[str, "str | int"]


class BinaryReader(Protocol):
    """A file object to read from; what can also seek is read piece by piece."""

    def read(self, size: int = ..., /) -> bytes: ...


class BinaryWriter(Protocol):
    """A file object to write to."""

    def write(self, data: bytes, /) -> object: ...


# A path, the encoded bytes themselves, or a file object in binary mode.
AudioSource: TypeAlias = (
    "str | os.PathLike[str] | os.PathLike[bytes] | bytes | bytearray | memoryview | BinaryReader"
)
AudioTarget: TypeAlias = "str | os.PathLike[str] | os.PathLike[bytes] | BinaryWriter"

# torch.Tensor, or an array of another library that torch takes without copying.
Waveform: TypeAlias = torch.Tensor | Any
