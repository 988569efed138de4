"""What FFmpeg reads in the first frame of an MP3 file: its bit rate, and the silence that its encoder put in front."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

_WINDOW = 1 << 16
_MPEG1_KILOBITS = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG2_KILOBITS = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = (44100, 48000, 32000)
# A decoder puts its output 528 + 1 samples behind the encoder's input.
_DECODER_DELAY = 529


@dataclass(frozen=True)
class Mp3Header:
    """Attributes:
    begin_frames: samples per channel before the first one that is played, which is how late the stream begins.
    bit_rate: bit/s; None where no frame was found.
    """

    begin_frames: int = 0
    bit_rate: float | None = None


def read_mp3_header(read: Callable[[int, int], bytes]) -> Mp3Header:
    """Reads the first frame.

    Args:
        read: gives (at most) so many bytes from an offset on.
    """
    offset = 0
    while (tag := read(offset, 10))[:3] == b"ID3" and len(tag) == 10:
        size = 0
        for byte in tag[6:]:
            size = size << 7 | byte & 0x7F
        offset += 10 + size + (10 if tag[5] & 0x10 else 0)
    content = read(offset, _WINDOW)
    position = 0
    while (position := content.find(b"\xff", position)) >= 0:
        frame = _Frame.at(content, position)
        following = _Frame.at(content, position + frame.size) if frame is not None else None
        if frame is not None and following is not None:
            return frame.describe(content[position : position + frame.size], following.bit_rate)
        position += 1
    return Mp3Header()


@dataclass(frozen=True)
class _Frame:
    """The header of an MPEG audio frame of layer III."""

    mpeg1: bool
    mono: bool
    bit_rate: int
    sample_rate: int
    size: int

    @staticmethod
    def at(content: bytes, position: int) -> _Frame | None:
        header = content[position : position + 4]
        if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
            return None
        version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
        rate_index, sample_index = header[2] >> 4, header[2] >> 2 & 3
        if version == 1 or layer != 1 or rate_index in (0, 15) or sample_index == 3:
            return None
        mpeg1 = version == 3
        bit_rate = (_MPEG1_KILOBITS if mpeg1 else _MPEG2_KILOBITS)[rate_index] * 1000
        sample_rate = _RATES[sample_index] >> (3 - version if version else 2)
        size = (144 if mpeg1 else 72) * bit_rate // sample_rate + (header[2] >> 1 & 1)
        return _Frame(mpeg1, header[3] >> 6 == 3, bit_rate, sample_rate, size)

    def describe(self, frame: bytes, following_bit_rate: int) -> Mp3Header:
        """What the frame says of the stream, if it is an information frame, which may have a bit rate of its own."""
        tag = frame[4 + ((17 if self.mono else 32) if self.mpeg1 else (9 if self.mono else 17)) :]
        if tag[:4] not in (b"Xing", b"Info") or len(tag) < 8:
            return Mp3Header(0, float(self.bit_rate))
        flags, fields = tag[7], tag[8:]
        frames = size = 0
        if flags & 1:
            frames, fields = int.from_bytes(fields[:4], "big"), fields[4:]
        if flags & 2:
            size, fields = int.from_bytes(fields[:4], "big"), fields[4:]
        encoder = fields[(100 if flags & 4 else 0) + (4 if flags & 8 else 0) :]
        begin = 0
        if encoder[:4] in (b"LAME", b"Lavf", b"Lavc") and len(encoder) >= 24:
            begin = (encoder[21] << 4 | encoder[22] >> 4) + _DECODER_DELAY
        bit_rate = float(following_bit_rate)
        if tag[:4] == b"Xing" and frames and size:
            samples = frames * (1152 if self.mpeg1 else 576)
            bit_rate = float(math.floor(size * 8 * self.sample_rate / samples + 0.5))
        return Mp3Header(begin, bit_rate)
