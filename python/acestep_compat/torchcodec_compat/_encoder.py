"""``torchcodec.encoders.Encoder``, as far as audio goes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .._resampling import resample
from .._saving import save_audio_safe
from ._channel_mixing import mix
from ._encoding_limits import (
    MAX_CHANNELS,
    check_channels,
    check_sample_rate,
    is_writable,
    nearest_bit_rate,
)

_PCM_FORMATS = ("wav", "rf64", "w64", "aiff", "caf", "au")
_INTEGER_FORMATS = (*_PCM_FORMATS, "flac")


class AudioStream:
    """The audio stream of an :class:`Encoder`; ``add_samples`` may be called any number of
    times between the encoder's opening and its closing.
    """

    def __init__(
        self,
        encoder: Encoder,
        sample_rate: int,
        num_channels: int,
        bit_rate: int | None,
        out_num_channels: int | None,
        out_sample_rate: int | None,
    ) -> None:
        self._encoder = encoder
        self._sample_rate = sample_rate
        self._num_channels = num_channels
        self._bit_rate = bit_rate
        self._out_channels = num_channels if out_num_channels is None else out_num_channels
        self._out_rate = sample_rate if out_sample_rate is None else out_sample_rate
        self._blocks: list[Tensor] = []

    def add_samples(self, samples: Tensor) -> None:
        """Appends float32 samples ``[channels, samples]``, in [-1, 1].

        Raises:
            RuntimeError: "must have float32 dtype", "must have 2 dimensions", "Expected N channels";
                the encoder is not open yet, or closed.
        """
        self._encoder._check_open()
        if samples.dtype != torch.float32:
            raise RuntimeError(f"samples must have float32 dtype, got {samples.dtype}")
        if samples.ndim != 2:
            raise RuntimeError(f"samples must have 2 dimensions, got {samples.ndim}")
        if samples.shape[0] != self._num_channels:
            raise RuntimeError(
                f"Expected {self._num_channels} channels, got {samples.shape[0]} channels"
            )
        self._blocks.append(samples.detach().cpu().clone())

    def _check(self, format: str) -> None:
        """Refuses what the format does not support."""
        check_channels(self._out_channels, format)
        check_sample_rate(self._out_rate, format)

    def _write(self, target: Any, format: str) -> None:
        samples = torch.cat(self._blocks, 1) if self._blocks else torch.zeros(self._num_channels, 0)
        samples = mix(samples, self._out_channels, within_full_scale=format in _INTEGER_FORMATS)
        if self._out_rate != self._sample_rate:
            samples = resample(samples, self._sample_rate, self._out_rate)
        # FFmpeg's encoder for WAV and its like takes 16-bit samples, and so does torchcodec's file.
        is_pcm = format in _PCM_FORMATS
        save_audio_safe(
            target,
            samples,
            self._out_rate,
            format,
            encoding="PCM_S" if is_pcm else None,
            bits_per_sample=16 if is_pcm else None,
            bit_rate=nearest_bit_rate(self._bit_rate, format, self._out_rate, self._out_channels),
            on_nonfinite="zero",
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
        self._format = ""
        self._closed = False

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

        Args:
            sample_rate: of the samples that are added, in Hz.
            num_channels: of the samples that are added.
            bit_rate: bit/s; the nearest one that the encoder has is taken.
            out_num_channels: of the file; mixed as :class:`AudioDecoder` does.
            out_sample_rate: of the file, in Hz.

        Raises:
            RuntimeError: A stream is there already, or a number is out of its range.
        """
        if self._stream is not None:
            raise RuntimeError(
                "acestep_compat encodes one audio stream per file, and one was added already"
            )
        if sample_rate <= 0:
            raise RuntimeError(f"sample_rate must be > 0, got {sample_rate}")
        if num_channels <= 0:
            raise RuntimeError(f"num_channels must be > 0, got {num_channels}")
        if num_channels > MAX_CHANNELS:
            raise RuntimeError(
                f"Trying to encode {num_channels} channels, but only {MAX_CHANNELS} are supported"
            )
        self._stream = AudioStream(
            self, sample_rate, num_channels, bit_rate, out_num_channels, out_sample_rate
        )
        return self._stream

    def open_file(self, dest: str | Path) -> Encoder:
        """Chooses the file that :meth:`close` writes; its extension is the format.

        Raises:
            RuntimeError: No stream was added, or it was opened or closed before; no format has this extension, or the
                format does not support the stream's settings; the path cannot be written to.
        """
        self._check_openable()
        extension = os.path.splitext(os.fspath(dest))[1].lstrip(".").lower()
        if not is_writable(extension):
            raise RuntimeError(
                f"Couldn't allocate AVFormatContext. The destination file is {dest}, check the desired extension?"
            )
        folder = os.path.dirname(os.path.abspath(dest))
        if not os.path.isdir(folder) or os.path.isdir(dest):
            raise RuntimeError(
                f"avio_open failed. The destination file is {dest}, make sure it's a valid path?"
            )
        return self._open(os.fspath(dest), extension)

    def open_file_like(self, dest: Any, *, format: str) -> Encoder:
        """Chooses the file object that :meth:`close` writes.

        Raises:
            RuntimeError: As :meth:`open_file` does; or ``dest`` has no ``write`` or ``seek``.
        """
        for method in ("write", "seek"):
            if not hasattr(dest, method):
                raise RuntimeError(f"File like object must implement a {method} method.")
        self._check_openable()
        if not is_writable(format.lower()):
            raise RuntimeError(
                f"Couldn't allocate AVFormatContext. Check the desired format? Got format={format}"
            )
        return self._open(dest, format.lower())

    def close(self) -> None:
        """Encodes and writes everything; a second call does nothing."""
        target, self._target = self._target, None
        self._closed = True
        if target is not None and self._stream is not None:
            self._stream._write(target, self._format)

    def __enter__(self) -> Encoder:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if error is None:
            self.close()

    def _open(self, target: Any, format: str) -> Encoder:
        assert self._stream is not None
        self._stream._check(format)
        self._target, self._format = target, format
        return self

    def _check_openable(self) -> None:
        if self._closed:
            raise RuntimeError("Cannot open after close().")
        if self._target is not None:
            raise RuntimeError("open() was already called.")
        if self._stream is None:
            raise RuntimeError("Call addVideoStream() or addAudioStream() before open().")
        bit_rate = self._stream._bit_rate
        if bit_rate is not None and bit_rate < 0:
            raise RuntimeError(f"bit_rate={bit_rate} must be >= 0.")

    def _check_open(self) -> None:
        if self._closed:
            raise RuntimeError("Cannot add samples after close().")
        if self._target is None:
            raise RuntimeError("Call open() before addSamples().")
