"""Audio files into float tensors."""

from __future__ import annotations

import torch

from . import _core
from ._load_source import LoadSettings, load_source
from ._threads import thread_count
from .types import AudioSource, ResampleQuality


def load_audio_safe(
    audio_path: AudioSource,
    sr: int | None = None,
    mono: bool = False,
    *,
    frame_offset: int = 0,
    num_frames: int = -1,
    offset: float | None = None,
    duration: float | None = None,
    num_threads: int | None = None,
    resample_quality: ResampleQuality = "high",
) -> tuple[torch.Tensor, int]:
    """Loads an audio file, or a range of it.

    The format is found by content, not by name. The range is cut first and then resampled as if it
    were a file of its own.

    Args:
        audio_path: a path, encoded bytes, or a binary file object, which is read from its
            position to its end.
        sr: rate to resample to, in Hz; None keeps the file's.
        mono: mean of all channels.
        frame_offset: frames of the file to skip; at or after the end gives [C, 0].
        num_frames: frames of the file to load; -1 is all the rest.
        offset: seconds to skip, instead of ``frame_offset``; rounded to the nearest frame.
        duration: seconds to load, instead of ``num_frames``; rounded to the nearest frame.
        num_threads: at most this many; None is ``torch.get_num_threads()``. The samples are the same.
        resample_quality: see :func:`resample`.

    Returns:
        (waveform, sample_rate): float32 [C, T], contiguous, in [-1, 1] (float and lossy files may
        exceed that and are not clipped), and their rate in Hz.

    Raises:
        OSError: no such file (``FileNotFoundError``), a directory, no permission.
        AudioDecodeError: not audio, corrupt, or nothing here decodes it.
        ValueError, TypeError: an argument out of range or of the wrong type.

    Warns:
        AudioFallbackWarning: another backend had to be used than the first one for the format.
        UserWarning: the file is truncated or damaged; what can be decoded was returned.

    Example:
        >>> waveform, sample_rate = load_audio_safe("song.mp3", sr=48000)
    """
    return _load(
        audio_path,
        LoadSettings(
            sr,
            "mono" if mono else "all",
            frame_offset,
            num_frames,
            offset,
            duration,
            resample_quality,
        ),
        num_threads,
    )


def load_audio_safe_stereo(
    audio_path: AudioSource,
    sr: int | None = None,
    *,
    frame_offset: int = 0,
    num_frames: int = -1,
    offset: float | None = None,
    duration: float | None = None,
    num_threads: int | None = None,
    resample_quality: ResampleQuality = "high",
) -> tuple[torch.Tensor, int]:
    """Loads as :func:`load_audio_safe` does, with its arguments and errors, always two channels.

    One channel is duplicated; of more than two, left and right are taken: the first two channels,
    or the first and the third in Ogg Vorbis and Opus with 3 or with 5 to 8 channels.

    Returns:
        (waveform, sample_rate): float32 [2, T] and its rate in Hz.

    Example:
        >>> waveform, sample_rate = load_audio_safe_stereo("song.mp3", sr=48000)
        >>> waveform.shape[0]
        2
    """
    return _load(
        audio_path,
        LoadSettings(sr, "stereo", frame_offset, num_frames, offset, duration, resample_quality),
        num_threads,
    )


def load_audio_safe_mono(
    audio_path: AudioSource,
    sr: int | None = None,
    *,
    frame_offset: int = 0,
    num_frames: int = -1,
    offset: float | None = None,
    duration: float | None = None,
    num_threads: int | None = None,
    resample_quality: ResampleQuality = "high",
) -> tuple[torch.Tensor, int]:
    """Loads as :func:`load_audio_safe` does, with its arguments and errors, always one channel: the
    mean of all.

    Returns:
        (waveform, sample_rate): float32 [1, T] and its rate in Hz.

    Example:
        >>> waveform, sample_rate = load_audio_safe_mono("song.mp3", sr=16000)
        >>> waveform.shape[0]
        1
    """
    return _load(
        audio_path,
        LoadSettings(sr, "mono", frame_offset, num_frames, offset, duration, resample_quality),
        num_threads,
    )


def _load(
    audio_path: AudioSource, settings: LoadSettings, num_threads: int | None
) -> tuple[torch.Tensor, int]:
    return load_source(_core.Source(audio_path), settings, thread_count(num_threads))
