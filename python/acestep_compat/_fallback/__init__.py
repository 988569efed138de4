"""The last resort: other programs decode what the core does not (AAC, video, ...).

They are asked in turn, and only for content that carries the signature of a container or codec
which the core leaves to others; never for damaged files of the core's own formats.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from .. import _core

if TYPE_CHECKING:
    from .decoding import ForeignAudio

Result = TypeVar("Result")


def with_fallback(
    source: _core.Source,
    work: Callable[[_core.Source], Result],
    stream_index: int | None = None,
) -> tuple[Result, ForeignAudio | None]:
    """Does work on a source, or on what another program decodes of it.

    Args:
        source: what to work on.
        work: is called again with the decoded samples, if the core leaves the source to others.
        stream_index: which of a foreign file's streams; None is the best one of audio.

    Returns:
        (result, foreign): what ``work`` returned, and the foreign file; None for one of the core's.

    Raises:
        NoSuchStreamError: a foreign file has no such stream, or it is not audio.
        AudioDecodeError: no program could decode it; or whatever ``work`` raises.

    Warns:
        AudioFallbackWarning: which program could.
    """
    try:
        return work(source), None
    except _core.ForeignContainerError as error:
        from .decoding import decode_foreign  # most programs never get here

        foreign = decode_foreign(source, error, stream_index)
        return work(foreign.source), foreign
