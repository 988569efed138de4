"""Audio in and out of PyTorch that does not break.

Example:
    >>> import acestep_compat
    >>> waveform, sample_rate = acestep_compat.load_audio_safe("song.mp3", sr=48000)
    >>> acestep_compat.save_audio_safe("song.flac", waveform, sample_rate)
    True
"""

from ._core import AudioDecodeError, __version__
from ._warnings import AudioFallbackWarning
from .batch import load_audio_safe_batch
from .formats import FormatSupport, supported_formats
from .info import AudioInfo, get_audio_info
from .loading import load_audio_safe, load_audio_safe_mono, load_audio_safe_stereo
from .reading import AudioReader
from .resampling import resample
from .saving import AudioWriter, save_audio_safe, save_audio_safe_batch

__all__ = [
    "AudioDecodeError",
    "AudioFallbackWarning",
    "AudioInfo",
    "AudioReader",
    "AudioWriter",
    "FormatSupport",
    "__version__",
    "get_audio_info",
    "load_audio_safe",
    "load_audio_safe_batch",
    "load_audio_safe_mono",
    "load_audio_safe_stereo",
    "resample",
    "save_audio_safe",
    "save_audio_safe_batch",
    "supported_formats",
]
