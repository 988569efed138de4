"""What the functions of this package take, for type checkers.

===================  ==========================================================================
``AudioSource``      where audio is read from: a path, encoded bytes, a binary file object
``AudioTarget``      where audio is written to: a path, a binary file object
``Waveform``         a tensor, or an array of another library that torch takes without copying
``ResampleQuality``  ``"fast"``, ``"medium"``, ``"high"``, ``"best"``
``OnNonfinite``      what saving does with NaN and infinities: ``"raise"``, ``"zero"``
``Tags``             title, artist, album, ...: a mapping of names to str or int
``BinaryReader``     a file object to read from
``BinaryWriter``     a file object to write to
``DLPackArray``      an array with ``__dlpack__``
``NumpyLikeArray``   an array with ``__array_interface__``
===================  ==========================================================================
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, Literal, Protocol, TypeAlias

import torch

__all__ = [
    "AudioSource",
    "AudioTarget",
    "BinaryReader",
    "BinaryWriter",
    "DLPackArray",
    "NumpyLikeArray",
    "OnNonfinite",
    "ResampleQuality",
    "Tags",
    "Waveform",
]

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


class DLPackArray(Protocol):
    """An array of another library that offers its memory by DLPack."""

    def __dlpack__(self) -> Any: ...


class NumpyLikeArray(Protocol):
    """An array of another library that offers its memory as NumPy does."""

    @property
    def __array_interface__(self) -> dict[str, Any]: ...


# A tensor, or an array of another library that torch takes without copying.
Waveform: TypeAlias = torch.Tensor | DLPackArray | NumpyLikeArray
