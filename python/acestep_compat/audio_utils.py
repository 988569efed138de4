"""Loading, inspecting, resampling and saving: the names of ACE-Step's ``audio_utils``, and more."""

from .batch import AudioIterator, iter_audio_safe, load_audio_safe_batch
from .info import AudioInfo, get_audio_info
from .loading import load_audio_safe, load_audio_safe_mono, load_audio_safe_stereo
from .reading import AudioReader
from .resampling import resample
from .saving import AudioWriter, save_audio_safe, save_audio_safe_batch

__all__ = [
    "AudioInfo",
    "AudioIterator",
    "AudioReader",
    "AudioWriter",
    "get_audio_info",
    "iter_audio_safe",
    "load_audio_safe",
    "load_audio_safe_batch",
    "load_audio_safe_mono",
    "load_audio_safe_stereo",
    "resample",
    "save_audio_safe",
    "save_audio_safe_batch",
]
