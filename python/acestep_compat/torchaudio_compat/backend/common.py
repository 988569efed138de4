"""``torchaudio.backend.common``."""

from .._metadata import AudioMetaData

__all__ = ["AudioMetaData"]
