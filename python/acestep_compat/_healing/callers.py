"""Programs that run the ``ffmpeg`` program to read audio; served only where
``install(ffmpeg_callers=True)`` asks.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from .state import STATE


def replace_load_audio(module: ModuleType) -> None:
    """``whisper.audio`` and ``whisperx.audio``: ``load_audio(file, sr=16000)``."""

    def load_audio(file: Any, sr: int = 16000) -> Any:
        """Mono float32 NumPy samples ``[T]`` of a file at ``sr`` Hz, the mean of the channels, by
        acestep_compat instead of the ffmpeg program.

        Raises:
            RuntimeError: "Failed to load audio".
        """
        from .._loading import load_audio_safe_mono

        try:
            return load_audio_safe_mono(file, sr)[0][0].numpy()
        except (OSError, RuntimeError) as error:
            raise RuntimeError(f"Failed to load audio: {error}") from error

    _serve(module, load_audio)


def replace_ffmpeg_read(module: ModuleType) -> None:
    """``transformers.pipelines.audio_utils``: ``ffmpeg_read(bpayload, sampling_rate)``."""

    def ffmpeg_read(bpayload: bytes, sampling_rate: int) -> Any:
        """Mono float32 NumPy samples ``[T]`` of an encoded file at ``sampling_rate`` Hz, mixed as
        FFmpeg mixes float samples, by acestep_compat.

        Raises:
            ValueError: "Soundfile is either not in the correct format or is malformed".
        """
        from ..torchcodec_compat.decoders import AudioDecoder

        try:
            decoder = AudioDecoder(bpayload, sample_rate=sampling_rate, num_channels=1)
            return decoder.get_all_samples().data[0].numpy()
        except RuntimeError as error:
            raise ValueError(
                f"Soundfile is either not in the correct format or is malformed: {error}"
            ) from error

    _serve(module, ffmpeg_read)


def _serve(module: ModuleType, function: Callable[..., Any]) -> None:
    what = f"{module.__name__}.{function.__name__}"
    if STATE.ffmpeg_callers and what not in STATE.healed:
        STATE.set(module, function.__name__, function)
        STATE.healed[what] = "reads without the ffmpeg program"


PATCHES: dict[str, Callable[[ModuleType], None]] = {
    "whisper.audio": replace_load_audio,
    "whisperx.audio": replace_load_audio,
    "transformers.pipelines.audio_utils": replace_ffmpeg_read,
}
