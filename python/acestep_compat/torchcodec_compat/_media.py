"""A source, opened: what it is, and what its samples are loaded from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .. import AudioDecodeError, AudioInfo, _core
from .._fallback import NoSuchStreamError, decode_foreign
from ._metadata import AudioStreamMetadata, stream_metadata
from ._sources import read_bytes, reusable_source, source_size
from .mp3_header import Mp3Header, read_mp3_header


@dataclass
class OpenedMedia:
    """Attributes:
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
    """Opens the stream that was asked for, else the one that FFmpeg holds for the best.

    Raises:
        RuntimeError: "Invalid data found": not audio; or the file is missing.
        ValueError: "N is not a valid stream", or not one of audio.
        TypeError: "Unknown source type".
    """
    origin = reusable_source(source)
    samples = origin
    chosen = 0
    codec = None
    opened = None
    try:
        opened = _core.Source(origin)
        info = AudioInfo(*_core.read_info(opened))
        if stream_index not in (None, 0):
            raise ValueError(f"{stream_index} is not a valid stream; this source has 1 stream")
    except _core.ForeignContainerError as error:
        assert opened is not None
        try:
            decoded = decode_foreign(opened, error, stream_index)
        except NoSuchStreamError as problem:
            raise ValueError(str(problem)) from problem
        except AudioDecodeError as problem:
            raise _invalid_data(problem) from problem
        samples, info, chosen = decoded.wav, decoded.info, decoded.stream_index
        codec = decoded.codec
    except AudioDecodeError as error:
        raise _invalid_data(error) from error
    except OSError as error:
        raise RuntimeError(f"Could not open input file: {origin!r}: {error.strerror}") from error
    header = Mp3Header()
    if info.encoding == "MP3" and samples is origin:
        header = read_mp3_header(lambda offset, count: read_bytes(origin, offset, count))
    metadata = stream_metadata(info, source_size(origin), header)
    metadata.stream_index = chosen
    metadata.codec = codec or metadata.codec
    return OpenedMedia(origin, samples, info, chosen, metadata)


def _invalid_data(error: Exception) -> RuntimeError:
    return RuntimeError(
        f"Could not open input file: Invalid data found when processing input ({error})"
    )
