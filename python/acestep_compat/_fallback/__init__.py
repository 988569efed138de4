"""The last resort: other programs decode what the core does not (AAC, video, ...).

They are asked in turn, and only for content that carries the signature of a container or codec
which the core leaves to others; never for damaged files of the core's own formats.
"""

from .decoding import ForeignAudio, with_fallback
from .media import NoSuchStreamError
from .programs import FOREIGN_FORMATS, first_installed

__all__ = [
    "FOREIGN_FORMATS",
    "ForeignAudio",
    "NoSuchStreamError",
    "first_installed",
    "with_fallback",
]
