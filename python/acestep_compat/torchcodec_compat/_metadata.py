"""``torchcodec``'s descriptions of streams and containers."""

from __future__ import annotations

from dataclasses import dataclass, fields

from .._audio_info import AudioInfo


class _Listing:
    """A field per line, as torchcodec prints its metadata."""

    def __repr__(self) -> str:
        lines = (f"  {field.name}: {getattr(self, field.name)}\n" for field in fields(self))  # type: ignore[arg-type]
        return f"{type(self).__name__}:\n" + "".join(lines)


@dataclass(repr=False)
class StreamMetadata(_Listing):
    """What the header says about one stream."""

    duration_seconds_from_header: float | None
    begin_stream_seconds_from_header: float | None
    bit_rate: float | None
    codec: str | None
    stream_index: int
    media_type: str


@dataclass(repr=False)
class AudioStreamHeaderMetadata(StreamMetadata):
    """What the header says about one audio stream."""

    sample_rate: int | None
    num_channels: int | None
    sample_format: str | None


@dataclass(repr=False)
class AudioStreamMetadata(AudioStreamHeaderMetadata):
    """One audio stream. Durations are exact: ``num_frames / sample_rate``, also the one "from the
    header". An MP3 stream whose encoder wrote its delay begins that much later than 0, as in FFmpeg.
    """

    duration_seconds: float | None
    begin_stream_seconds: float | None


@dataclass(repr=False)
class ContainerMetadata(_Listing):
    """A file and its streams; a file here has one stream, of audio."""

    duration_seconds_from_header: float | None
    bit_rate_from_header: float | None
    best_video_stream_index: int | None
    best_audio_stream_index: int | None
    streams: list[StreamMetadata]


def stream_metadata(info: AudioInfo, size: int) -> AudioStreamMetadata:
    """Describes a file of ``size`` bytes in torchcodec's words."""
    duration = info.duration
    begin = info.priming_frames / info.sample_rate
    return AudioStreamMetadata(
        duration_seconds_from_header=duration,
        # FFmpeg does not report a beginning for RIFF and similar files.
        begin_stream_seconds_from_header=None if info.format in ("wav", "rf64", "w64") else begin,
        bit_rate=float(info.bit_rate) if info.bit_rate else _mean_bit_rate(info, size),
        codec=_codec(info),
        stream_index=0,
        media_type="audio",
        sample_rate=info.sample_rate,
        num_channels=info.num_channels,
        sample_format=_sample_format(info),
        duration_seconds=duration,
        begin_stream_seconds=begin,
    )


def _mean_bit_rate(info: AudioInfo, size: int) -> float | None:
    """Of what another program decoded, which says nothing of it."""
    return float(round(size * 8 / info.duration)) if info.duration > 0 else None


def _sample_format(info: AudioInfo) -> str:
    """The FFmpeg sample format that its decoder of this encoding gives."""
    if info.encoding in ("PCM_S", "PCM_U", "FLAC"):
        return (
            "u8"
            if info.bits_per_sample == 8 and info.encoding != "FLAC"
            else ("s16" if info.bits_per_sample <= 16 else "s32")
        )
    if info.encoding == "PCM_F":
        return "dbl" if info.bits_per_sample == 64 else "flt"
    return "s16" if info.encoding in ("ULAW", "ALAW") else "fltp"


def _codec(info: AudioInfo) -> str:
    """FFmpeg's name of the codec."""
    order = "be" if info.format in ("aiff", "au") else "le"
    bits = info.bits_per_sample
    if info.encoding == "PCM_F":
        return f"pcm_f{bits}{order}"
    if info.encoding in ("PCM_S", "PCM_U"):
        letter = "u" if info.encoding == "PCM_U" else "s"
        return f"pcm_{letter}8" if bits == 8 else f"pcm_{letter}{bits}{order}"
    return {"ULAW": "pcm_mulaw", "ALAW": "pcm_alaw"}.get(info.encoding, info.encoding.lower())
