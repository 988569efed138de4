"""torchaudio 2.8's audio input and output: the same names, signatures and meanings, on this
package's decoders.

Usable by itself (``import acestep_compat.torchaudio_compat as torchaudio``), and put into
torchaudio 2.9 and later by :func:`acestep_compat.install`.

Example::

    from acestep_compat import torchaudio_compat

    waveform, sample_rate = torchaudio_compat.load("song.mp3", frame_offset=48000, num_frames=96000)
    torchaudio_compat.save("clip.wav", waveform, sample_rate, encoding="PCM_S", bits_per_sample=16)
"""

from . import backend, sox_effects
from ._backends import get_audio_backend, list_audio_backends, set_audio_backend
from ._loading import info, load, load_with_torchcodec
from ._metadata import AudioMetaData
from ._saving import save, save_with_torchcodec

__all__ = [
    "AudioMetaData",
    "backend",
    "get_audio_backend",
    "info",
    "list_audio_backends",
    "load",
    "load_with_torchcodec",
    "save",
    "save_with_torchcodec",
    "set_audio_backend",
    "sox_effects",
]
