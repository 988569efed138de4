"""The last resort: other programs decode what the core does not (AAC, video, ...).

They are asked in turn, and only for content that carries the signature of a container or codec
which the core leaves to others; never for damaged files of the core's own formats.
"""

from __future__ import annotations

import importlib
import importlib.util
import shutil
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace

from .. import _core
from .._info import AudioInfo
from .._warnings import warn_of_fallback
from .media import Decoded, Media, NoSuchStreamError, encoding_of

__all__ = [
    "FOREIGN_FORMATS",
    "ForeignAudio",
    "NoSuchStreamError",
    "decode_foreign",
    "first_installed",
    "info_of_foreign",
]

# What other programs are asked for, by its usual file extension.
FOREIGN_FORMATS = ("aac", "ac3", "amr", "ape", "m4a", "mka", "mkv", "mp4", "webm", "wma", "wv")

# In the order of asking; each is a module of this package with decode(media) -> Decoded.
_BACKENDS = {
    "torchcodec": "torchcodec",
    "PyAV": "av",
    "ffmpeg": "",
    "torchaudio": "torchaudio",
    "librosa": "librosa",
}
# Those that take what they hold for the best stream.
_CHOOSE_THEMSELVES = ("torchaudio", "librosa")

_asking: ContextVar[bool] = ContextVar("asking", default=False)


@dataclass(frozen=True)
class ForeignAudio:
    """A foreign file, decoded: what the core reads in its place, and what it is.

    Attributes:
        wav: the samples.
        info: of the file, but with the samples' rate, channels and length.
        codec: FFmpeg's name.
        stream_index: the stream's place in the file.
    """

    wav: bytes
    info: AudioInfo
    codec: str
    stream_index: int

    @property
    def source(self) -> _core.Source:
        return _core.Source(self.wav)


def decode_foreign(
    source: _core.Source, error: Exception, stream_index: int | None = None
) -> ForeignAudio:
    """Decodes by the first program that can.

    Args:
        source: what the core refused.
        error: with which words.
        stream_index: which of the file's streams; None is the best one of audio.

    Raises:
        NoSuchStreamError: there is no such stream, or it is not audio.
        AudioDecodeError: none could; it lists each one's reason and what to install.

    Warns:
        AudioFallbackWarning: which one could.
    """
    if _asking.get():
        raise error  # a program that is healed by this package came back to it
    reasons = []
    with Media(source, stream_index) as media:
        for name in _BACKENDS:
            if stream_index is not None and name in _CHOOSE_THEMSELVES:
                continue
            asking = _asking.set(True)
            try:
                decoded = _backend(name)(media)
            except NoSuchStreamError:
                raise
            except Exception as problem:  # another program's error may be anything
                reasons.append(f"{name}: {_first_line(problem)}")
                continue
            finally:
                _asking.reset(asking)
            info = AudioInfo(*_core.read_info(_core.Source(decoded.wav)))
            if info.num_frames == 0:  # librosa's way of not knowing a file
                reasons.append(f"{name}: no audio frames")
                continue
            encoding, bits = encoding_of(decoded.codec)
            info = replace(
                info, encoding=encoding, bits_per_sample=bits, format="unknown", backend=name
            )
            reason = str(error).rpartition(": ")[2]
            warn_of_fallback(f"{error}; {name} decoded it", name, reason)
            return ForeignAudio(decoded.wav, info, decoded.codec.lower(), decoded.stream_index)
    listed = "".join(f"\n  {reason}" for reason in reasons)
    raise _core.AudioDecodeError(
        f"{error}\nNo other program could decode it:{listed}\n"
        "Install PyAV (pip install av), torchcodec, or the ffmpeg program."
    ) from error


def info_of_foreign(source: _core.Source, error: Exception) -> AudioInfo:
    """What a foreign file holds, found by decoding it: no header of these tells an exact length."""
    return decode_foreign(source, error).info


def first_installed() -> str:
    """The first program that would be asked, '' if none is installed."""
    for name, module in _BACKENDS.items():
        found = importlib.util.find_spec(module) if module else shutil.which("ffmpeg")
        if found:
            return name
    return ""


def _backend(name: str) -> Callable[[Media], Decoded]:
    decode: Callable[[Media], Decoded] = importlib.import_module(
        f".{name.lower()}_backend", __name__
    ).decode
    return decode


def _first_line(problem: Exception) -> str:
    lines = str(problem).strip().splitlines() or [""]
    return f"{type(problem).__name__}: {lines[0]}" if lines[0] else type(problem).__name__
