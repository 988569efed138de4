"""What a fallback backend gets, and what it gives."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from dataclasses import dataclass

import torch

from .. import _core
from ..saving import save_audio_safe


@dataclass(frozen=True)
class Decoded:
    """A backend's result: the samples as a 32-bit float WAV, and the codec's name."""

    wav: bytes
    codec: str = "UNKNOWN"


class Media:
    """A foreign file for programs that want a path, and for those that take a file object."""

    def __init__(self, source: _core.Source) -> None:
        self._source = source
        self._bytes: bytes | None = None
        self._cleanup = contextlib.ExitStack()
        self._path: str | bytes | None = source.path

    @property
    def path(self) -> str | bytes:
        """The path; content that has none is put into a temporary file."""
        if self._path is None:
            handle, path = tempfile.mkstemp(prefix="acestep_compat-")
            self._cleanup.callback(os.unlink, path)
            with open(handle, "wb") as file:
                file.write(self._content())
            self._path = path
        return self._path

    @property
    def path_or_file(self) -> str | io.BytesIO:
        """The path as text where there is one, else the content as a file object."""
        path = self._path
        return os.fsdecode(path) if path is not None else io.BytesIO(self._content())

    def _content(self) -> bytes:
        if self._bytes is None:
            self._bytes = self._source.read_all()
        return self._bytes

    def __enter__(self) -> Media:
        return self

    def __exit__(self, *_: object) -> None:
        self._cleanup.close()


def to_wav(samples: torch.Tensor, sample_rate: int) -> bytes:
    """[C, T] samples as a 32-bit float WAV: what the core then reads in place of the file."""
    file = io.BytesIO()
    save_audio_safe(file, samples, sample_rate, "wav", encoding="PCM_F", bits_per_sample=32)
    return file.getvalue()
