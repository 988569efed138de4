"""``torchaudio.backend``, where older programs import ``AudioMetaData`` from."""

from . import common

__all__ = ["common"]
