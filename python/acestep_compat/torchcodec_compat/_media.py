"""A source, opened: what it is, and what its samples are loaded from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import _core
from .._audio_info import AudioInfo
from .._fallback import with_fallback
from .._fallback.media import NoSuchStreamError
from ._metadata import AudioStreamMetadata, stream_metadata
from ._sources import reusable_source, source_size


@dataclass
class OpenedMedia:
    """A source, and which of its streams was chosen.

    Attributes:
        origin: the source itself, as a path or bytes.
        samples: what ``load_audio_safe`` reads: the source, or what another program decoded of it.
        info: of the audio stream.
        stream_index: its place among all streams of the file.
        metadata: the same in torchcodec's words.
    """

    origin: str | bytes
    samples: str | bytes
    info: AudioInfo
    stream_index: int
    metadata: AudioStreamMetadata

    @property
    def is_own(self) -> bool:
        """Whether this package decodes the source itself."""
        return self.samples is self.origin


def open_media(source: Any, stream_index: int | None = None) -> OpenedMedia:
    """Opens the stream that was asked for, else the one that FFmpeg considers the best.

    Raises:
        RuntimeError: "Invalid data found": not audio; or the file is missing.
        ValueError: "N is not a valid stream", or not one of audio.
        TypeError: "Unknown source type".
    """
    origin = reusable_source(source)
    try:
        fields, foreign = with_fallback(_core.Source(origin), _core.read_info, stream_index)
    except NoSuchStreamError as error:
        raise ValueError(str(error)) from error
    except _core.AudioDecodeError as error:
        raise RuntimeError(
            f"Could not open input file: Invalid data found when processing input ({error})"
        ) from error
    except OSError as error:
        raise RuntimeError(f"Could not open input file: {origin!r}: {error.strerror}") from error
    if foreign:
        metadata = stream_metadata(foreign.info, source_size(origin))
        metadata.codec = foreign.codec or metadata.codec
        metadata.stream_index = foreign.stream_index
        return OpenedMedia(origin, foreign.wav, foreign.info, foreign.stream_index, metadata)
    if stream_index not in (None, 0):
        raise ValueError(f"{stream_index} is not a valid stream; this source has 1 stream")
    info = AudioInfo(*fields)
    return OpenedMedia(origin, origin, info, 0, stream_metadata(info, source_size(origin)))
