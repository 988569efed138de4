"""``torchcodec.encoders``: audio into files, bytes and file objects."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from ._encoder import AudioStream, Encoder

__all__ = ["AudioEncoder", "AudioStream", "Encoder"]


class AudioEncoder:
    """Encodes samples in one go, as ``torchcodec.encoders.AudioEncoder`` does.

    Args:
        samples: float32 ``[channels, samples]`` or ``[samples]``, in [-1, 1].
        sample_rate: Hz.

    Raises:
        ValueError: "Expected samples to be a Tensor", "Expected 1D or 2D samples", "Expected
            float32 samples", "sample_rate = 0 must be > 0".

    Example::

        encoded = AudioEncoder(torch.zeros(2, 48000), sample_rate=48000).to_tensor("flac")
    """

    def __init__(self, samples: Tensor, *, sample_rate: int) -> None:
        if not isinstance(samples, Tensor):
            raise ValueError(
                f"Expected samples to be a Tensor, got type(samples) = {type(samples)}."
            )
        if samples.ndim == 1:
            samples = samples.unsqueeze(0)
        if samples.ndim != 2:
            raise ValueError(f"Expected 1D or 2D samples, got samples.shape = {samples.shape}.")
        if samples.dtype != torch.float32:
            raise ValueError(f"Expected float32 samples, got samples.dtype = {samples.dtype}.")
        if sample_rate <= 0:
            raise ValueError(f"sample_rate = {sample_rate} must be > 0.")
        self._samples = samples
        self._sample_rate = sample_rate

    def to_file(
        self,
        dest: str | Path,
        *,
        bit_rate: int | None = None,
        num_channels: int | None = None,
        sample_rate: int | None = None,
    ) -> None:
        """Encodes into a file whose extension is the format; ``bit_rate`` in bit/s,
        ``sample_rate`` of the file in Hz.
        """
        self._feed(*self._encoder(bit_rate, num_channels, sample_rate), dest, None)

    def to_file_like(
        self,
        file_like: Any,
        format: str,
        *,
        bit_rate: int | None = None,
        num_channels: int | None = None,
        sample_rate: int | None = None,
    ) -> None:
        """Encodes into an object with ``write`` and ``seek``."""
        self._feed(*self._encoder(bit_rate, num_channels, sample_rate), file_like, format)

    def to_tensor(
        self,
        format: str,
        *,
        bit_rate: int | None = None,
        num_channels: int | None = None,
        sample_rate: int | None = None,
    ) -> Tensor:
        """Encodes into bytes, as a 1-D uint8 tensor."""
        buffer = io.BytesIO()
        self.to_file_like(
            buffer, format, bit_rate=bit_rate, num_channels=num_channels, sample_rate=sample_rate
        )
        return torch.frombuffer(bytearray(buffer.getbuffer()), dtype=torch.uint8)

    def _encoder(
        self, bit_rate: int | None, num_channels: int | None, sample_rate: int | None
    ) -> tuple[Encoder, AudioStream]:
        encoder = Encoder()
        stream = encoder.add_audio(
            sample_rate=self._sample_rate,
            num_channels=self._samples.shape[0],
            bit_rate=bit_rate,
            out_num_channels=num_channels,
            out_sample_rate=sample_rate,
        )
        return encoder, stream

    def _feed(self, encoder: Encoder, stream: AudioStream, dest: Any, format: str | None) -> None:
        with (
            encoder.open_file(dest)
            if format is None
            else encoder.open_file_like(dest, format=format)
        ):
            stream.add_samples(self._samples)
