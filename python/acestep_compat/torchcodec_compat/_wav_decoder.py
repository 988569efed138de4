"""``torchcodec.decoders.WavDecoder``."""

from __future__ import annotations

from typing import Any

from .._loading import load_audio_safe
from ._media import open_media
from ._ranges import check_range, sample_range
from ._samples import AudioSamples
from ._sources import read_bytes, reusable_source


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
        origin = reusable_source(source)
        try:
            beginning = read_bytes(origin, 0, 4)
        except OSError as error:
            raise RuntimeError(
                f"Could not open input file: {origin!r}: {error.strerror}"
            ) from error
        if beginning != b"RIFF":
            raise RuntimeError("Missing RIFF header. The source is not a WAV file.")
        self._media = open_media(origin)
        self.metadata = self._media.metadata
        self.stream_index = 0

    def get_all_samples(self) -> AudioSamples:
        """All samples: float32 ``[channels, samples]``."""
        return self.get_samples_played_in_range()

    def get_samples_played_in_range(
        self, start_seconds: float = 0.0, stop_seconds: float | None = None
    ) -> AudioSamples:
        """The samples of [start_seconds, stop_seconds); boundaries as in :class:`AudioDecoder`.

        Raises:
            ValueError: The start is after the stop.
            RuntimeError: The start is after the end of the file.
        """
        check_range(start_seconds, stop_seconds)
        rate, length = self._media.info.sample_rate, self._media.info.num_frames
        first, last = sample_range(start_seconds, stop_seconds, rate, length)
        if first >= length and start_seconds > 0 and start_seconds != stop_seconds:
            raise RuntimeError(
                f"No samples to decode. This is probably because start_seconds is too high({start_seconds:g})"
            )
        data, _ = load_audio_safe(self._media.samples, frame_offset=first, num_frames=last - first)
        return AudioSamples(data, first / rate, data.shape[1] / rate, rate)
