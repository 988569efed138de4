"""``torchaudio.backend.common``."""

from ..metadata import AudioMetaData

__all__ = ["AudioMetaData"]
