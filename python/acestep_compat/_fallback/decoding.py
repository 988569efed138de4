"""A file that the core leaves to other programs, decoded by the first one that can."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, replace

from .. import _core
from .._audio_info import AudioInfo
from .._warnings import warn_of_fallback
from .media import Media, NoSuchStreamError, encoding_of
from .programs import decoder, programs

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
    source: _core.Source, error: Exception, stream_index: int | None
) -> ForeignAudio:
    """Decodes by the first program that can.

    Args:
        source: what the core refused.
        error: what it said.
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
        for name in programs(stream_index):
            asking = _asking.set(True)
            try:
                decoded = decoder(name)(media)
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
                info,
                encoding=encoding,
                bits_per_sample=bits,
                format="unknown",
                backend=name,
                bit_rate=info.sample_rate * info.num_channels * bits,
            )
            reason = str(error).rpartition(": ")[2]
            warn_of_fallback(f"{error}; {name} decoded it", name, reason)
            return ForeignAudio(decoded.wav, info, decoded.codec.lower(), decoded.stream_index)
    listed = "".join(f"\n  {reason}" for reason in reasons)
    raise _core.AudioDecodeError(
        f"{error}\nNo other program could decode it:{listed}\n"
        "Install PyAV (pip install av), torchcodec, or the ffmpeg program."
    ) from error


def _first_line(problem: Exception) -> str:
    lines = str(problem).strip().splitlines() or [""]
    return f"{type(problem).__name__}: {lines[0]}" if lines[0] else type(problem).__name__
