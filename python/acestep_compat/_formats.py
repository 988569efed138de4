"""What this machine reads and writes."""

from __future__ import annotations

from typing import NamedTuple

from . import _core


class FormatSupport(NamedTuple):
    """Whether a format is read and written here, and by which library.

    Attributes:
        reads: whether it is read.
        writes: whether it is written.
        reader: the library or program that reads it, '' if there is none.
        writer: the library that writes it, '' if none does.
    """

    reads: bool
    writes: bool
    reader: str
    writer: str


def supported_formats() -> dict[str, FormatSupport]:
    """What this machine reads and writes, and by which library.

    Formats that the core leaves to other programs (m4a, webm, ...) are listed too, with the first
    installed program that is asked for them.

    Example:
        >>> supported_formats()["flac"].writes
        True
    """
    from ._fallback.programs import FOREIGN_FORMATS, first_installed

    own = {row[0]: FormatSupport(*row[1:]) for row in _core.formats()}
    reader = first_installed()
    foreign = FormatSupport(bool(reader), False, reader, "")
    return own | dict.fromkeys(FOREIGN_FORMATS, foreign)
