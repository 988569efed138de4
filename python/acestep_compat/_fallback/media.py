"""What a fallback backend gets, and what it gives."""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from .. import _core
from .._saving import save_audio_safe


@dataclass(frozen=True)
class Decoded:
    """A backend's result: the samples as a 32-bit float WAV, FFmpeg's name of the codec in capitals, and the stream's
    place in the file.
    """

    wav: bytes
    codec: str = "UNKNOWN"
    stream_index: int = 0


class NoSuchStreamError(ValueError):
    """The stream that was asked for is not there, or is not audio."""


class Media:
    """A foreign file for programs that want a path, and for those that take a file object.

    Attributes:
        stream_index: which of its streams is wanted, counting those of video too; None is the best one of audio.
    """

    def __init__(self, source: _core.Source, stream_index: int | None = None) -> None:
        self.stream_index = stream_index
        self._source = source
        self._bytes: bytes | None = None
        self._cleanup = contextlib.ExitStack()
        self._path: str | bytes | None = source.path

    @property
    def path(self) -> str | bytes:
        """The path; content without a path is written to a temporary file."""
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


def check_stream(index: int, types: Sequence[str]) -> None:
    """Raises NoSuchStreamError, in torchcodec's words, unless ``types``, of all the streams, has audio at ``index``."""
    if not 0 <= index < len(types):
        raise NoSuchStreamError(
            f"{index} is not a valid stream; this source has {len(types)} streams"
        )
    if types[index] != "audio":
        raise NoSuchStreamError(f"stream {index} is not an audio stream but {types[index]}")


def encoding_of(codec: str) -> tuple[str, int]:
    """The encoding and depth, in torchaudio's words, of the codec that FFmpeg names."""
    pcm = re.fullmatch(r"PCM_([SUF])(\d+)(?:LE|BE)?(?:_PLANAR)?", codec)
    if pcm:
        return f"PCM_{pcm[1]}", int(pcm[2])
    return {"PCM_MULAW": ("ULAW", 8), "PCM_ALAW": ("ALAW", 8)}.get(codec, (codec, 0))


def to_wav(samples: torch.Tensor, sample_rate: int) -> bytes:
    """[C, T] samples as a 32-bit float WAV: what the core then reads in place of the file."""
    file = io.BytesIO()
    save_audio_safe(file, samples, sample_rate, "wav", encoding="PCM_F", bits_per_sample=32)
    return file.getvalue()
