"""``torchcodec.decoders``: the audio decoders, and a video decoder that says why it does not work."""

from __future__ import annotations

from typing import Any, NoReturn

import torch

from ._audio_decoder import AudioDecoder
from ._media import open_media
from ._metadata import (
    AudioStreamHeaderMetadata,
    AudioStreamMetadata,
    ContainerMetadata,
    StreamMetadata,
)
from ._sources import source_size
from ._wav_decoder import WavDecoder

__all__ = [
    "AudioDecoder",
    "AudioStreamHeaderMetadata",
    "AudioStreamMetadata",
    "ContainerMetadata",
    "StreamMetadata",
    "VideoDecoder",
    "VideoStreamMetadata",
    "WavDecoder",
    "get_container_metadata",
]


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
    media = open_media(source)
    stream = media.metadata
    size = source_size(media.origin)
    rate = size * 8 / stream.duration_seconds if stream.duration_seconds else None
    return ContainerMetadata(stream.duration_seconds, rate, None, stream.stream_index, [stream])
