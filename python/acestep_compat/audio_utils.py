"""Loading, inspecting, resampling and saving: the names of ACE-Step's ``audio_utils``, and more."""

from ._audio_info import AudioInfo
from ._batch import AudioIterator, iter_audio_safe, load_audio_safe_batch
from ._info import get_audio_info
from ._loading import load_audio_safe, load_audio_safe_mono, load_audio_safe_stereo
from ._reading import AudioReader
from ._resampling import resample
from ._saving import save_audio_safe, save_audio_safe_batch
from ._writing import AudioWriter

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
