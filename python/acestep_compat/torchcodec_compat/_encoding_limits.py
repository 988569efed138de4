"""What FFmpeg's encoders take, in torchcodec's words."""

from __future__ import annotations

from .. import _core
from .._formats import supported_formats

MAX_CHANNELS = 8
_MP3_RATES = (44100, 48000, 32000, 22050, 24000, 16000, 11025, 12000, 8000)
_MP3_CHANNELS = (1, 2)
_OPUS_BIT_RATES = (6000, 256000)  # per channel


def is_writable(format: str) -> bool:
    """Whether a file of this format can be written here."""
    formats = supported_formats()
    return format in formats and formats[format].writes


def check_channels(num_channels: int, format: str) -> None:
    """Raises RuntimeError, "Desired number of channels (N) is not supported"."""
    supported = _MP3_CHANNELS if format == "mp3" else tuple(range(1, MAX_CHANNELS + 1))
    if num_channels not in supported:
        raise RuntimeError(
            f"Desired number of channels ({num_channels}) is not supported by the encoder. "
            f"Supported number of channels are: {', '.join(map(str, supported))}."
        )


def check_sample_rate(sample_rate: int, format: str) -> None:
    """Raises RuntimeError, "invalid sample rate=N"."""
    if sample_rate <= 0 or (format == "mp3" and sample_rate not in _MP3_RATES):
        hint = (
            f" Supported sample rate values are: {', '.join(map(str, _MP3_RATES))}."
            if format == "mp3"
            else ""
        )
        raise RuntimeError(f"invalid sample rate={sample_rate}.{hint}")


def nearest_bit_rate(
    bit_rate: int | None, format: str, sample_rate: int, num_channels: int
) -> int | None:
    """The bit rate that the encoder has and that is nearest to the one asked for.

    None for the encoder's own: nothing or 0 was asked for, or the format has no bit rate to choose.
    """
    if not bit_rate:
        return None
    if format == "mp3":
        # FFmpeg cuts the fraction off before LAME chooses.
        return _core.nearest_mp3_bit_rate(sample_rate, min(bit_rate, 2**31 - 1))
    if format == "opus":
        lowest, highest = (limit * num_channels for limit in _OPUS_BIT_RATES)
        return max(lowest, min(highest, bit_rate))
    return min(bit_rate, 2**31 - 1) if format == "ogg" else None
