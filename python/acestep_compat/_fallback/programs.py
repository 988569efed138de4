"""The programs that are asked, in the order of asking."""

from __future__ import annotations

import importlib
import importlib.util
import shutil
from collections.abc import Callable

from .media import Decoded, Media

FOREIGN_FORMATS = ("aac", "ac3", "amr", "ape", "m4a", "mka", "mkv", "mp4", "webm", "wma", "wv")
"""What they are asked for, by its usual file extension."""

# Each has a module of this package with decode(media) -> Decoded; and what must be there for it.
_REQUIRED_MODULES = {
    "torchcodec": "torchcodec",
    "PyAV": "av",
    "ffmpeg": "",
    "torchaudio": "torchaudio",
    "librosa": "librosa",
}
# Those that take what they consider the best stream.
_WITHOUT_CHOICE_OF_STREAM = ("torchaudio", "librosa")


def programs(stream_index: int | None) -> list[str]:
    """Those that can decode this stream of a file; None is the best one of audio."""
    return [
        name
        for name in _REQUIRED_MODULES
        if stream_index is None or name not in _WITHOUT_CHOICE_OF_STREAM
    ]


def decoder(name: str) -> Callable[[Media], Decoded]:
    """The function that asks a program.

    Raises:
        ImportError: it is not installed; other errors, if it does not load.
    """
    module = importlib.import_module(f".{name.lower()}_backend", __package__)
    decode: Callable[[Media], Decoded] = module.decode
    return decode


def first_installed() -> str:
    """The first program that would be asked, '' if none is installed."""
    for name, module in _REQUIRED_MODULES.items():
        found = importlib.util.find_spec(module) if module else shutil.which("ffmpeg")
        if found:
            return name
    return ""
