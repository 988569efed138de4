"""What :func:`info` returns."""

from dataclasses import dataclass


@dataclass
class AudioMetaData:
    """torchaudio 2.8's ``AudioMetaData``: compares by value, and its fields may be set.

    Attributes:
        sample_rate: Hz.
        num_frames: Samples per channel.
        num_channels: Channels.
        bits_per_sample: The real depth for PCM and FLAC, 8 for mu-law and A-law, 0 for lossy
            codecs.
        encoding: ``PCM_S``, ``PCM_U``, ``PCM_F``, ``FLAC``, ``VORBIS``, ``OPUS``, ``MP3``,
            ``ULAW``, ``ALAW``, ``GSM`` or ``UNKNOWN``.
    """

    sample_rate: int
    num_frames: int
    num_channels: int
    bits_per_sample: int
    encoding: str

    def __str__(self) -> str:
        return (
            f"AudioMetaData(sample_rate={self.sample_rate}, num_frames={self.num_frames}, "
            f"num_channels={self.num_channels}, bits_per_sample={self.bits_per_sample}, encoding={self.encoding})"
        )
