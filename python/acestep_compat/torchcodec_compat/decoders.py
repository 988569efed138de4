"""``torchcodec.decoders``: the audio decoders, and a video decoder that says why it is none."""

from __future__ import annotations

import math
from typing import Any, NoReturn

import torch
from torch import Tensor

from .. import AudioDecodeError, get_audio_info, load_audio_safe, resample
from .metadata import AudioStreamMetadata, ContainerMetadata, StreamMetadata, stream_metadata
from .samples import AudioSamples
from .sources import reusable_source, source_size

__all__ = [
    "AudioDecoder",
    "AudioStreamMetadata",
    "ContainerMetadata",
    "StreamMetadata",
    "VideoDecoder",
    "VideoStreamMetadata",
    "WavDecoder",
    "get_container_metadata",
]

# A range of a resampled stream is cut from a longer part of the file, this many source frames more
# at either side, so that the filter sees what it would see in the whole file. The part begins at a
# multiple of this many periods of the ratio, where the resampler adds in the same order as from
# the file's beginning: 840 is a multiple of every number of output frames that it computes
# together.
_MARGIN_FRAMES = 8192
_ALIGNED_PERIODS = 840


class AudioDecoder:
    """Decodes one audio stream, as ``torchcodec.decoders.AudioDecoder`` does.

    Args:
        source: A path, bytes, a 1-D uint8 tensor, or a binary file object.
        stream_index: None or 0: a file has one audio stream here.
        sample_rate: Rate of what is returned, in Hz; default: the file's.
        num_channels: mixed as FFmpeg does: 1 from stereo is (L + R) / sqrt(2), 2 from mono are the signal / sqrt(2)
            each (of more than two channels: their mean, or the first ones); default: the file's.

    Attributes:
        metadata: :class:`AudioStreamMetadata`, with the file's own rate; its fields may be set.
        stream_index: 0.

    Raises:
        RuntimeError: "Invalid data found": not audio; the file is missing; ``num_channels`` is not
            possible.
        ValueError: "N is not a valid stream".
        TypeError: "Unknown source type".

    Example::

        data = AudioDecoder("song.mp3", sample_rate=16000, num_channels=1).get_all_samples().data
    """

    stream_index: int
    metadata: AudioStreamMetadata

    def __init__(
        self,
        source: Any,
        *,
        stream_index: int | None = None,
        sample_rate: int | None = None,
        num_channels: int | None = None,
    ) -> None:
        self._source = reusable_source(source)
        self.metadata = _open(self._source)
        if stream_index not in (None, 0):
            raise ValueError(f"{stream_index} is not a valid stream; this source has 1 stream")
        self.stream_index = 0
        assert self.metadata.sample_rate is not None
        assert self.metadata.num_channels is not None
        if sample_rate is not None and sample_rate <= 0:
            raise RuntimeError(f"sample_rate must be > 0, got: {sample_rate}")
        self._source_rate = self.metadata.sample_rate
        self._rate = sample_rate or self._source_rate
        self._num_channels = _checked_channels(num_channels, self.metadata.num_channels)
        self._num_frames = round((self.metadata.duration_seconds or 0.0) * self._source_rate)

    def get_all_samples(self) -> AudioSamples:
        """All samples: float32 ``[channels, samples]``."""
        return self.get_samples_played_in_range()

    def get_samples_played_in_range(
        self, start_seconds: float = 0.0, stop_seconds: float | None = None
    ) -> AudioSamples:
        """The samples of [start_seconds, stop_seconds), cut from the continuous conversion of the
        whole file.

        A boundary on half a sample goes up, so that adjacent ranges share no sample and lose none.
        A negative start is the beginning; equal start and stop give ``[channels, 0]``.

        Raises:
            ValueError: The start is behind the stop.
            RuntimeError: The start is behind the end of the file.
        """
        length = -(-self._num_frames * self._rate // self._source_rate)
        first, last = _sample_range(start_seconds, stop_seconds, self._rate, length)
        if first >= length and start_seconds > 0 and stop_seconds != start_seconds:
            raise RuntimeError(
                f"No audio frames were decoded. This is probably because start_seconds is too high({start_seconds}), "
                "or because stop_seconds is too low."
            )
        data = self._decode(first, last, length)
        return AudioSamples(data, max(0.0, start_seconds), data.shape[1] / self._rate, self._rate)

    def _decode(self, first: int, last: int, length: int) -> Tensor:
        """Output samples [first, last) of ``length``."""
        if (first, last) == (0, length):
            return self._channels(self._load(0, -1, self._rate))
        if self._rate == self._source_rate:
            return self._channels(self._load(first, last - first, None))
        divisor = math.gcd(self._rate, self._source_rate)
        period_in, period_out = self._source_rate // divisor, self._rate // divisor
        periods = max(
            0, (first // period_out * period_in - _MARGIN_FRAMES) // (period_in * _ALIGNED_PERIODS)
        )
        skipped = periods * _ALIGNED_PERIODS
        begin = skipped * period_in
        end = -(-last * period_in // period_out) + _MARGIN_FRAMES
        part = self._channels(self._load(begin, end - begin, None))
        converted = resample(part, self._source_rate, self._rate)
        return converted[:, first - skipped * period_out : last - skipped * period_out].contiguous()

    def _load(self, offset: int, count: int, rate: int | None) -> Tensor:
        return load_audio_safe(self._source, rate, frame_offset=offset, num_frames=count)[0]

    def _channels(self, samples: Tensor) -> Tensor:
        """The channels that were asked for, mixed as FFmpeg does, so that torchcodec's users get the levels they
        know: one from two is (L + R) / sqrt(2), two from one are the signal / sqrt(2) each.
        """
        available = samples.shape[0]
        if self._num_channels == available:
            return samples
        if available == 1:
            return samples.mul(math.sqrt(0.5)).repeat(self._num_channels, 1)
        if self._num_channels == 1:
            return samples.sum(0, keepdim=True).mul_(
                math.sqrt(0.5) if available == 2 else 1 / available
            )
        return samples[: self._num_channels].contiguous()


class WavDecoder:
    """Decodes a WAV file at its own rate and channels, as ``torchcodec.decoders.WavDecoder`` does.

    Args:
        source: As for :class:`AudioDecoder`.

    Raises:
        RuntimeError: "Missing RIFF header".

    Example::

        samples = WavDecoder("speech.wav").get_samples_played_in_range(0.5, 1.5)
    """

    def __init__(self, source: Any) -> None:
        content = reusable_source(source)
        self._source = content
        if _beginning(content) != b"RIFF":
            raise RuntimeError("Missing RIFF header. The source is not a WAV file.")
        self.metadata = _open(content)
        self.metadata.begin_stream_seconds_from_header = None
        self.stream_index = 0

    def get_all_samples(self) -> AudioSamples:
        """All samples: float32 ``[channels, samples]``."""
        return self.get_samples_played_in_range()

    def get_samples_played_in_range(
        self, start_seconds: float = 0.0, stop_seconds: float | None = None
    ) -> AudioSamples:
        """The samples of [start_seconds, stop_seconds); boundaries as in :class:`AudioDecoder`.

        Raises:
            ValueError: The start is behind the stop.
            RuntimeError: The start is behind the end of the file.
        """
        rate = self.metadata.sample_rate
        assert rate is not None
        length = round((self.metadata.duration_seconds or 0.0) * rate)
        first, last = _sample_range(start_seconds, stop_seconds, rate, length)
        if first >= length and start_seconds > 0:
            raise RuntimeError(
                f"No samples to decode. This is probably because start_seconds is too high({start_seconds:g})"
            )
        data, _ = load_audio_safe(self._source, frame_offset=first, num_frames=last - first)
        return AudioSamples(data, first / rate, data.shape[1] / rate, rate)


class VideoDecoder:
    """Raises when used: this package decodes audio only. It exists because programs import it
    along with audio.
    """

    def __init__(self, *args: object, **kwargs: object) -> NoReturn:
        raise RuntimeError(
            "torchcodec could not be loaded, and its stand-in from acestep_compat decodes audio only. To decode video, "
            "install FFmpeg's shared libraries and the torchcodec release that belongs to this torch "
            f"({torch.__version__})"
        )


SimpleVideoDecoder = VideoDecoder


class VideoStreamMetadata(StreamMetadata):
    """For imports and isinstance checks: no file has a video stream here."""


def get_container_metadata(source: Any) -> ContainerMetadata:
    """Describes a file and its one audio stream.

    Raises:
        RuntimeError: "Invalid data found": not audio, or missing.
    """
    content = reusable_source(source)
    stream = _open(content)
    rate = source_size(content) * 8 / stream.duration_seconds if stream.duration_seconds else None
    return ContainerMetadata(stream.duration_seconds, rate, None, 0, [stream])


def _open(source: str | bytes) -> AudioStreamMetadata:
    try:
        return stream_metadata(get_audio_info(source), source_size(source))
    except AudioDecodeError as error:
        raise RuntimeError(
            f"Could not open input file: Invalid data found when processing input ({error})"
        ) from error
    except OSError as error:
        raise RuntimeError(f"Could not open input file: {source!r}: {error.strerror}") from error


def _beginning(source: str | bytes) -> bytes:
    if isinstance(source, bytes):
        return source[:4]
    try:
        with open(source, "rb") as file:
            return file.read(4)
    except OSError as error:
        raise RuntimeError(f"Could not open input file: {source!r}: {error.strerror}") from error


def _checked_channels(wanted: int | None, available: int) -> int:
    if wanted is None:
        return available
    if wanted <= 0:
        raise RuntimeError(f"num_channels must be > 0, got: {wanted}")
    if wanted > available and available != 1:
        raise RuntimeError(
            f"num_channels={wanted} cannot be made of {available} channels; give 1, or at most {available}"
        )
    return wanted


def _sample_at(seconds: float, rate: int) -> int:
    """The first sample played at or after ``seconds``; ties go up, for every caller alike."""
    return math.floor(seconds * rate + 0.5)


def _sample_range(start: float, stop: float | None, rate: int, length: int) -> tuple[int, int]:
    """The samples [first, last) of [start, stop) seconds, in a stream of ``length`` samples."""
    if stop is not None and not start <= stop:
        raise ValueError(
            f"Invalid start seconds: {start}. "
            f"It must be less than or equal to stop seconds ({stop})."
        )
    first = max(0, _sample_at(start, rate))
    last = length if stop is None else max(first, min(length, _sample_at(stop, rate)))
    return first, last
