"""Independent readings of audio files, to compare with."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import soundfile


def ffmpeg(*arguments: str | Path) -> bytes:
    """Runs ffmpeg and gives back its standard output."""
    command = ["ffmpeg", "-nostdin", "-y", "-loglevel", "error", *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def ffmpeg_samples(path: Path, channels: int) -> np.ndarray:
    """FFmpeg's decode, float32 [C, T].

    Opus is decoded by libopus, since FFmpeg's own decoder differs from it by 0.005.
    """
    decoder = ["-request_sample_fmt", "flt", "-c:a", "libopus"] if path.suffix == ".opus" else []
    raw = ffmpeg(*decoder, "-i", path, "-f", "f32le", "-c:a", "pcm_f32le", "-")
    return np.frombuffer(raw, np.float32).reshape(-1, channels).T


def lame_samples(path: Path, folder: Path) -> np.ndarray:
    """LAME's decode of an MP3 file, 16 bits as float32 [C, T]."""
    subprocess.run(["lame", "--quiet", "--decode", path, folder / "decoded.wav"], check=True)
    return sndfile_samples(folder / "decoded.wav")


def sndfile_samples(path: Path) -> np.ndarray:
    """libsndfile's reading, float32 [C, T]."""
    samples, _ = soundfile.read(path, dtype="float32", always_2d=True)
    return samples.T


def aligned(
    first: np.ndarray, second: np.ndarray, reach: int = 4000
) -> tuple[np.ndarray, np.ndarray]:
    """The overlapping parts of two [C, T] signals at the shift at which they correlate best."""
    size = min(first.shape[1], second.shape[1], 1 << 17)
    padded = 2 * size
    spectrum = np.fft.rfft(first[0, :size], padded) * np.conj(np.fft.rfft(second[0, :size], padded))
    correlation = np.fft.irfft(spectrum)
    shift = int(np.argmax(np.r_[correlation[:reach], correlation[-reach:]]))
    shift = shift if shift < reach else shift - 2 * reach
    first, second = first[:, max(shift, 0) :], second[:, max(-shift, 0) :]
    length = min(first.shape[1], second.shape[1])
    return first[:, :length], second[:, :length]


def snr_db(signal: np.ndarray, other: np.ndarray) -> float:
    """Power of the signal over the power of the difference, in dB."""
    noise = np.sum((signal.astype(np.float64) - other) ** 2)
    return (
        float("inf")
        if noise == 0
        else 10 * np.log10(np.sum(signal.astype(np.float64) ** 2) / noise)
    )
