"""torchaudio, where it still loads."""

from __future__ import annotations

from .media import Decoded, Media, to_wav


def decode(media: Media) -> Decoded:
    import torchaudio

    return Decoded(to_wav(*torchaudio.load(media.path_or_file)))
