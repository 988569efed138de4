"""``torchcodec.encoders``: audio into files, bytes and file objects."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .. import resample, save_audio_safe, supported_formats

__all__ = ["AudioEncoder", "AudioStream", "Encoder"]

_MAX_CHANNELS = 8


class AudioStream:
    """The audio stream of an :class:`Encoder`; ``add_samples`` may be called any number of
    times.
    """

    def __init__(
        self,
        sample_rate: int,
        num_channels: int,
        bit_rate: int | None,
        out_num_channels: int | None,
        out_sample_rate: int | None,
    ) -> None:
        self._sample_rate = sample_rate
        self._num_channels = num_channels
        self._bit_rate = bit_rate
        self._out_channels = out_num_channels or num_channels
        self._out_rate = out_sample_rate or sample_rate
        self._blocks: list[Tensor] = []

    def add_samples(self, samples: Tensor) -> None:
        """Appends float32 samples ``[channels, samples]``, in [-1, 1].

        Raises:
            ValueError: Not a 2-D float32 tensor.
            RuntimeError: Another number of channels than the stream has.
        """
        _check_samples(samples)
        if samples.shape[0] != self._num_channels:
            raise RuntimeError(
                f"Expected {self._num_channels} channels, got {samples.shape[0]} channels"
            )
        self._blocks.append(samples.detach().cpu().clone())

    def _samples(self) -> Tensor:
        samples = torch.cat(self._blocks, 1) if self._blocks else torch.zeros(self._num_channels, 0)
        if self._out_channels != samples.shape[0]:
            samples = samples.mean(0, keepdim=True)
            samples = samples.repeat(self._out_channels, 1)
        return (
            resample(samples, self._sample_rate, self._out_rate)
            if self._out_rate != self._sample_rate
            else samples
        )


class Encoder:
    """The audio half of ``torchcodec.encoders.Encoder``: one audio stream, fed block by block.

    Example::

        encoder = Encoder()
        stream = encoder.add_audio(sample_rate=16000, num_channels=1)
        with encoder.open_file("speech.flac"):
            stream.add_samples(torch.zeros(1, 16000))
    """

    def __init__(self) -> None:
        self._stream: AudioStream | None = None
        self._target: Any = None
        self._format: str | None = None

    def add_video(self, *args: object, **kwargs: object) -> None:
        """Raises RuntimeError: this stand-in encodes audio only."""
        raise RuntimeError(
            "torchcodec could not be loaded, and its stand-in from acestep_compat encodes audio only"
        )

    def add_audio(
        self,
        *,
        sample_rate: int,
        num_channels: int,
        bit_rate: int | None = None,
        out_num_channels: int | None = None,
        out_sample_rate: int | None = None,
    ) -> AudioStream:
        """Adds the audio stream, before the target is opened.

        Raises:
            RuntimeError: A stream is there already, or a number is out of its range.
        """
        if self._stream is not None:
            raise RuntimeError(
                "acestep_compat encodes one audio stream per file, and one was added already"
            )
        if sample_rate <= 0:
            raise ValueError(f"sample_rate = {sample_rate} must be > 0.")
        if num_channels > _MAX_CHANNELS:
            raise RuntimeError(
                f"Trying to encode {num_channels} channels, but only {_MAX_CHANNELS} are supported"
            )
        if bit_rate is not None and bit_rate < 0:
            raise RuntimeError(f"bit_rate={bit_rate} must be >= 0.")
        if out_num_channels is not None and out_num_channels not in (1, 2, num_channels):
            raise RuntimeError(
                f"Desired number of channels ({out_num_channels}) is not supported by the encoder."
            )
        if out_sample_rate is not None and out_sample_rate <= 0:
            raise RuntimeError(f"invalid sample rate={out_sample_rate}")
        self._stream = AudioStream(
            sample_rate, num_channels, bit_rate or None, out_num_channels, out_sample_rate
        )
        return self._stream

    def open_file(self, dest: str | Path) -> Encoder:
        """Chooses the file that :meth:`close` writes; its extension is the format.

        Raises:
            RuntimeError: The extension stands for no format, or the path cannot be written.
        """
        extension = os.path.splitext(os.fspath(dest))[1].lstrip(".").lower()
        if not _writable_format(extension):
            raise RuntimeError(
                f"Couldn't allocate AVFormatContext for {dest}: check the desired extension?"
            )
        folder = os.path.dirname(os.path.abspath(dest))
        if not os.path.isdir(folder) or os.path.isdir(dest):
            raise RuntimeError(
                f"avio_open failed. The destination file is {dest}, make sure it's a valid path?"
            )
        self._target, self._format = os.fspath(dest), extension
        return self

    def open_file_like(self, dest: Any, *, format: str) -> Encoder:
        """Chooses the file object that :meth:`close` writes.

        Raises:
            RuntimeError: ``format`` is unknown, or ``dest`` has no ``write`` or ``seek``.
        """
        for method in ("write", "seek"):
            if not hasattr(dest, method):
                raise RuntimeError(f"File like object must implement a {method} method.")
        if not _writable_format(format.lower()):
            raise RuntimeError(
                f"Couldn't allocate AVFormatContext. Check the desired format? Got format={format}"
            )
        self._target, self._format = dest, format.lower()
        return self

    def close(self) -> None:
        """Encodes and writes everything; a second call does nothing."""
        if self._target is None or self._stream is None:
            return
        target, self._target = self._target, None
        stream = self._stream
        # FFmpeg's encoder for WAV takes 16-bit samples, and so does torchcodec's file.
        bits = 16 if self._format in ("wav", "aiff", "w64", "caf", "au") else None
        try:
            save_audio_safe(
                target, stream._samples(), stream._out_rate, self._format, bits_per_sample=bits,
                encoding="PCM_S" if bits else None, bit_rate=stream._bit_rate if bits is None else None,
                on_nonfinite="zero",
            )  # fmt: skip
        except ValueError as error:
            raise RuntimeError(
                f"invalid sample rate={stream._out_rate} or bit rate: {error}"
            ) from error

    def __enter__(self) -> Encoder:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if error is None:
            self.close()


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
        _check_samples(samples)
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


def _check_samples(samples: Tensor) -> None:
    if samples.ndim != 2:
        raise ValueError(f"Expected 1D or 2D samples, got samples.shape = {samples.shape}.")
    if samples.dtype != torch.float32:
        raise ValueError(f"Expected float32 samples, got samples.dtype = {samples.dtype}.")


def _writable_format(name: str) -> bool:
    formats = supported_formats()
    return name in formats and formats[name].writes
