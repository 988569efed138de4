"""An ffmpeg program on the PATH."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

from .media import Decoded, Media, check_stream

_TIME_LIMIT = 600.0  # seconds; a day of AAC takes about two minutes

# "  Stream #0:4[0x5](eng): Audio: aac (LC) (mp4a / 0x6134706D), 16000 Hz, stereo, fltp, 72 kb/s (default)"
_STREAM = re.compile(r"^ +Stream #0:(\d+)[^:\n]*: (\w+): (\w+)(.*)$", re.MULTILINE)
_BIT_RATE = re.compile(r", (\d+) kb/s")


@dataclass(frozen=True)
class _Stream:
    index: int
    type: str
    codec: str
    is_default: bool
    kilobits: int


def decode(media: Media) -> Decoded:
    program = shutil.which("ffmpeg")
    if program is None:
        raise FileNotFoundError("no ffmpeg program on the PATH")
    path = os.fsdecode(media.path)
    first = "0:a:0" if media.stream_index is None else f"0:{media.stream_index}"
    wav, messages, failure = _run(program, path, first)
    streams = _streams(messages)
    if media.stream_index is not None:
        if streams:
            check_stream(media.stream_index, [stream.type for stream in streams])
        chosen = media.stream_index
    else:
        audio = [stream for stream in streams if stream.type == "audio"]
        # As FFmpeg's own av_find_best_stream does.
        best = max(audio, key=lambda each: (each.is_default, each.kilobits), default=None)
        chosen = best.index if best else 0
        if best is not None and best is not audio[0]:
            wav, _, failure = _run(program, path, f"0:{best.index}")
    if failure:
        raise RuntimeError(failure)
    codec = next((stream.codec for stream in streams if stream.index == chosen), "unknown")
    return Decoded(wav, codec.upper(), chosen)


def _run(program: str, path: str, stream: str) -> tuple[bytes, str, str]:
    """The stream as WAV, everything that ffmpeg says, and why it failed, if it did."""
    # A file: path cannot be taken for an option or a URL, and the whitelist keeps what the file
    # refers to from opening anything but files.
    command = [program, "-nostdin", "-hide_banner", "-protocol_whitelist", "file,pipe"]
    command += ["-i", f"file:{path}", "-vn", "-map", stream]
    command += ["-c:a", "pcm_f32le", "-bitexact", "-f", "wav", "pipe:1"]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_TIME_LIMIT, check=False
    )
    messages = done.stderr.decode(errors="replace")
    last = messages.strip().rpartition("\n")[2]
    return (
        done.stdout,
        messages,
        "" if done.returncode == 0 else last or f"status {done.returncode}",
    )


def _streams(messages: str) -> list[_Stream]:
    """The streams of the input, as ffmpeg lists them."""
    listing = messages.partition("\nOutput #")[0].partition("\nStream mapping")[0]
    streams = []
    for index, kind, codec, details in _STREAM.findall(listing):
        rate = _BIT_RATE.search(details)
        streams.append(
            _Stream(
                int(index), kind.lower(), codec, "(default)" in details, int(rate[1]) if rate else 0
            )
        )
    return streams
