"""What is known of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class AudioInfo(Mapping[str, Any]):
    """What :func:`get_audio_info` found: attributes, and a mapping of the same names.

    The first five are those of torchaudio's ``AudioMetaData``, in its order.

    Attributes:
        sample_rate: in Hz; always 48000 for Opus.
        num_frames: samples per channel, as many as loading returns.
        num_channels: as in the file.
        bits_per_sample: real depth of PCM and FLAC, 8 for mu-law and A-law, 0 for lossy files.
        encoding: ``PCM_S``, ``PCM_U``, ``PCM_F``, ``FLAC``, ``VORBIS``, ``OPUS``, ``MP3``,
            ``ULAW``, ``ALAW``, ``ADPCM``, ``GSM``, or what a fallback backend calls it.
        format: of the container: ``wav``, ``rf64``, ``w64``, ``flac``, ``ogg``, ``opus``, ``mp3``,
            ``aiff``, ``au``, ``caf``.
        backend: the library that answered.
        tags: title, artist, album, ... with lower-case keys.
        bit_rate: in bit/s: of PCM and MP3 what the header says, else the mean over the file; 0: not known.
        priming_frames: samples per channel of codec delay before the first one that loading gives, where an MP3 says
            how many; 0 for everything else.
    """

    __module__ = "acestep_compat"  # what pickles name, wherever the class moves within the package

    sample_rate: int
    num_frames: int
    num_channels: int
    bits_per_sample: int = 0
    encoding: str = "UNKNOWN"
    format: str = "unknown"
    backend: str = ""
    tags: dict[str, str] = field(default_factory=dict, hash=False)
    bit_rate: int = 0
    priming_frames: int = 0

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self.num_frames / self.sample_rate if self.sample_rate else 0.0

    def __getitem__(self, name: str) -> Any:
        if name not in _NAMES:
            raise KeyError(name)
        return getattr(self, name)

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


_NAMES = (*(each.name for each in fields(AudioInfo)), "duration")
