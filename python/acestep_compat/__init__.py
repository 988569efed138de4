"""Loads and saves audio in PyTorch, without FFmpeg or torchaudio.

Example:
    >>> import acestep_compat
    >>> waveform, sample_rate = acestep_compat.load_audio_safe("song.mp3", sr=48000)
    >>> acestep_compat.save_audio_safe("song.flac", waveform, sample_rate)
    True
"""

from ._audio_info import AudioInfo
from ._backends import TorchBackends, setup_torch_backends
from ._batch import AudioIterator, iter_audio_safe, load_audio_safe_batch
from ._compile import CompileFallbackWarning, CompileStatus, compile_status, safe_torch_compile
from ._core import AudioDecodeError, __version__
from ._device import get_optimal_device, get_optimal_dtype
from ._formats import FormatSupport, supported_formats
from ._healing import Status, install, status, uninstall
from ._info import get_audio_info
from ._loading import load_audio_safe, load_audio_safe_mono, load_audio_safe_stereo
from ._memory import DeviceReport, safe_cuda_empty_cache, safe_cuda_synchronize
from ._reading import AudioReader
from ._resample_module import Resample
from ._resampling import resample
from ._saving import save_audio_safe, save_audio_safe_batch
from ._warnings import AudioFallbackWarning
from ._writing import AudioWriter

__all__ = [
    "AudioDecodeError",
    "AudioFallbackWarning",
    "AudioInfo",
    "AudioIterator",
    "AudioReader",
    "AudioWriter",
    "CompileFallbackWarning",
    "CompileStatus",
    "DeviceReport",
    "FormatSupport",
    "Resample",
    "Status",
    "TorchBackends",
    "__version__",
    "compile_status",
    "get_audio_info",
    "get_optimal_device",
    "get_optimal_dtype",
    "install",
    "iter_audio_safe",
    "load_audio_safe",
    "load_audio_safe_batch",
    "load_audio_safe_mono",
    "load_audio_safe_stereo",
    "resample",
    "safe_cuda_empty_cache",
    "safe_cuda_synchronize",
    "safe_torch_compile",
    "save_audio_safe",
    "save_audio_safe_batch",
    "setup_torch_backends",
    "status",
    "supported_formats",
    "uninstall",
]
