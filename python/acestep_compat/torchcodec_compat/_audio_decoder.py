"""``torchcodec.decoders.AudioDecoder``."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from .. import _core
from .._loading import load_audio_safe
from .._tensors import export, from_dlpack
from ..types import ResampleQuality
from ._channel_mixing import in_wav_order, mix
from ._media import open_media
from ._metadata import AudioStreamMetadata
from ._ranges import check_range, sample_range
from ._samples import AudioSamples

_QUALITY: ResampleQuality = "high"


class AudioDecoder:
    """Decodes one audio stream, as ``torchcodec.decoders.AudioDecoder`` does.

    Args:
        source: A path, bytes, a 1-D uint8 tensor, or a binary file object.
        stream_index: which of the file's streams, counting those of video too; default: the one that FFmpeg holds for
            the best. What this package decodes itself has one stream, 0.
        sample_rate: Rate of what is returned, in Hz; default: the file's.
        num_channels: mixed as FFmpeg does: one from stereo is (L + R) / sqrt(2), two from mono are the signal / sqrt(2)
            each; 1 to 8, 16 and 24 can be mixed into each other; default: the file's.

    Attributes:
        metadata: :class:`AudioStreamMetadata`, with the file's own rate; its fields may be set.
        stream_index: Which stream was chosen.

    Raises:
        RuntimeError: "Invalid data found": not audio; the file is missing; ``num_channels`` is not
            possible.
        ValueError: "N is not a valid stream", or none of audio.
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
        self._media = open_media(source, stream_index)
        self.metadata = self._media.metadata
        self.stream_index = self._media.stream_index
        if sample_rate is not None and sample_rate <= 0:
            raise RuntimeError(f"sample_rate must be > 0, got: {sample_rate}")
        if num_channels is not None and num_channels <= 0:
            raise RuntimeError(f"num_channels must be > 0, got: {num_channels}")
        self._rate = sample_rate or self._media.info.sample_rate
        self._num_channels = num_channels or self._media.info.num_channels
        self._begin = self.metadata.begin_stream_seconds or 0.0

    def get_all_samples(self) -> AudioSamples:
        """All samples: float32 ``[channels, samples]``."""
        return self.get_samples_played_in_range()

    def get_samples_played_in_range(
        self, start_seconds: float = 0.0, stop_seconds: float | None = None
    ) -> AudioSamples:
        """The samples of [start_seconds, stop_seconds), cut from the continuous conversion of the
        whole file.

        Time counts from ``metadata.begin_stream_seconds``, which is the beginning of the file except for MP3. A
        boundary on half a sample goes up, so that adjacent ranges share no sample and lose none. A start before the
        beginning is the beginning; equal start and stop give ``[channels, 0]``.

        Raises:
            ValueError: The start is after the stop.
            RuntimeError: The start is after the end of the file, or the stop is not after its beginning.
        """
        check_range(start_seconds, stop_seconds)
        info = self._media.info
        length = -(-info.num_frames * self._rate // info.sample_rate)
        start = start_seconds - self._begin
        stop = None if stop_seconds is None else stop_seconds - self._begin
        if start_seconds != stop_seconds and (
            (start > 0 and start >= length / self._rate) or (stop is not None and stop <= 0)
        ):
            raise RuntimeError(
                f"No audio frames were decoded. This is probably because start_seconds is too high({start_seconds}), "
                f"or because stop_seconds is too low({stop_seconds})."
            )
        first, last = sample_range(start, stop, self._rate, length)
        decoded = self._decode(min(first, length), last, length)
        if self._media.is_own:
            decoded = in_wav_order(decoded, info.encoding)
        data = mix(decoded, self._num_channels)
        begin = max(self._begin, start_seconds)
        return AudioSamples(data, begin, data.shape[1] / self._rate, self._rate)

    def _decode(self, first: int, last: int, length: int) -> Tensor:
        """Output samples [first, last) of ``length``, in the file's channels."""
        source_rate = self._media.info.sample_rate
        if (first, last) == (0, length):
            return self._load(0, -1, self._rate)
        if first >= last or self._rate == source_rate:
            return self._load(first, max(0, last - first), None)
        conversion = (source_rate, self._rate, _QUALITY, first, last)
        begin, end = _core.resample_input_range(*conversion)
        begin = max(0, begin)
        part = self._load(begin, min(end, self._media.info.num_frames) - begin, None)
        converted: Tensor = from_dlpack(
            _core.resample_part(export(part), begin, *conversion, torch.get_num_threads())
        )
        return converted

    def _load(self, offset: int, count: int, rate: int | None) -> Tensor:
        return load_audio_safe(
            self._media.samples,
            rate,
            frame_offset=offset,
            num_frames=count,
            resample_quality=_QUALITY,
        )[0]
