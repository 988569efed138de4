"""What a file holds, found without decoding it."""

from __future__ import annotations

from . import _core
from ._audio_info import AudioInfo
from ._fallback import with_fallback
from .types import AudioSource


def get_audio_info(audio_path: AudioSource) -> AudioInfo:
    """Reports rate, length, channels, encoding and tags without decoding.

    For an undamaged file, ``num_frames`` is exactly what loading returns: from the header where it
    can be trusted, else from a scan of the frame headers (an MP3 without a Xing header). Only what
    another program must decode (see :func:`supported_formats`) is decoded for its length.

    Args:
        audio_path: a path, encoded bytes, or a binary file object, which is left where it was.

    Raises:
        OSError: no such file (``FileNotFoundError``), a directory, no permission.
        AudioDecodeError: not audio, corrupt, or nothing here reads it.

    Example:
        >>> info = get_audio_info("song.mp3")
        >>> info.sample_rate, info["num_frames"], info.duration
        (48000, 2880000, 60.0)
    """
    fields, foreign = with_fallback(_core.Source(audio_path), _core.read_info)
    return foreign.info if foreign else AudioInfo(*fields)
