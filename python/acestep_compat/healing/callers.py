"""Programs that run the ``ffmpeg`` program to read audio; served only where
``install(ffmpeg_callers=True)`` asks.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from .state import STATE

enabled = False


def _samples(source: Any, rate: int) -> Any:
    """Mono float32 NumPy samples [T] at ``rate``: what these readers return."""
    from .. import load_audio_safe_mono

    return load_audio_safe_mono(source, rate)[0][0].numpy()


def replace_load_audio(module: ModuleType) -> None:
    """``whisper.audio`` and ``whisperx.audio``: ``load_audio(file, sr=16000)``."""
    if not enabled:
        return

    def load_audio(file: Any, sr: int = 16000) -> Any:
        """Mono float32 samples of a file at ``sr`` Hz, by acestep_compat instead of the ffmpeg
        program.
        """
        return _samples(file, sr)

    STATE.set(module, "load_audio", load_audio)
    STATE.healed[f"{module.__name__}.load_audio"] = "reads without the ffmpeg program"


def replace_ffmpeg_read(module: ModuleType) -> None:
    """``transformers.pipelines.audio_utils``: ``ffmpeg_read(bpayload, sampling_rate)``."""
    if not enabled:
        return

    def ffmpeg_read(bpayload: bytes, sampling_rate: int) -> Any:
        """Mono float32 samples of an encoded file at ``sampling_rate``, by acestep_compat."""
        return _samples(bpayload, sampling_rate)

    STATE.set(module, "ffmpeg_read", ffmpeg_read)
    STATE.healed[f"{module.__name__}.ffmpeg_read"] = "reads without the ffmpeg program"


PATCHES: dict[str, Callable[[ModuleType], None]] = {
    "whisper.audio": replace_load_audio,
    "whisperx.audio": replace_load_audio,
    "transformers.pipelines.audio_utils": replace_ffmpeg_read,
}
