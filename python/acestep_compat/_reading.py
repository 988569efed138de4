"""Audio files block by block."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from . import _core
from ._audio_info import AudioInfo
from ._fallback import with_fallback
from ._tensors import from_dlpack
from .types import AudioSource, ResampleQuality


class AudioReader:
    """Streams a file in blocks, continuously: the blocks joined equal one load of the whole file.

    A context manager and an iterator of blocks. One thread at a time may use it.

    Args:
        source: a path, encoded bytes, or a binary file object, whose position the reader then moves.
        sr: rate to resample to, in Hz; None keeps the file's.
        mono: mean of all channels.
        block_frames: frames per block of an iteration; the last block may be shorter.
        resample_quality: see :func:`resample`.

    Raises:
        OSError: no such file (``FileNotFoundError``), a directory, no permission.
        AudioDecodeError: not audio, corrupt, or nothing here decodes it.
        ValueError, TypeError: an argument out of range or of the wrong type.

    Example:
        >>> with AudioReader("long.flac", sr=16000, mono=True) as reader:
        ...     loudest = max(block.abs().max().item() for block in reader)
    """

    def __init__(
        self,
        source: AudioSource,
        sr: int | None = None,
        mono: bool = False,
        *,
        block_frames: int = 65536,
        resample_quality: ResampleQuality = "high",
    ) -> None:
        if block_frames < 1:
            raise ValueError(f"block_frames must be >= 1, got {block_frames}")
        channels = "mono" if mono else "all"
        opened = _core.Source(source, "source")
        self._name = opened.name
        self._reader, foreign = with_fallback(
            opened,
            lambda readable: _core.Reader(readable, sr, channels, resample_quality),
        )
        self._info = foreign.info if foreign else AudioInfo(*self._reader.info)
        self._block_frames = block_frames
        self._closed = False

    @property
    def info(self) -> AudioInfo:
        """What :func:`get_audio_info` reports for the file."""
        return self._info

    @property
    def sample_rate(self) -> int:
        """Rate of the blocks in Hz."""
        return self._reader.sample_rate

    @property
    def num_channels(self) -> int:
        """Channels of the blocks."""
        return self._reader.num_channels

    @property
    def closed(self) -> bool:
        """Whether :meth:`close` was called."""
        return self._closed

    def read(self, frames: int = -1) -> torch.Tensor:
        """Reads the next ``frames`` frames at the output rate; -1 is all the rest.

        Returns:
            float32 [C, n]; n is smaller than ``frames`` at the end only, and then 0.
        """
        return from_dlpack(self._reader.read(frames))

    def seek(self, source_frame: int) -> None:
        """Continues at a frame of the file, counted at the file's own rate.

        With resampling the output restarts as if the file began there. At or after the end nothing
        more comes.
        """
        self._reader.seek(source_frame)

    def tell(self) -> int:
        """The frame of the file, at its own rate, that comes next (rounded down)."""
        return self._reader.tell()

    def close(self) -> None:
        """Closes the file. Closing twice is fine."""
        if not self._closed:
            self._reader.close()
            self._closed = True

    def __iter__(self) -> Iterator[torch.Tensor]:
        return self

    def __next__(self) -> torch.Tensor:
        block = self.read(self._block_frames)
        if block.shape[1] == 0:
            raise StopIteration
        return block

    def __enter__(self) -> AudioReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return (
            f"AudioReader({self._name!r}, sample_rate={self.sample_rate}, "
            f"num_channels={self.num_channels}, closed={self._closed})"
        )
