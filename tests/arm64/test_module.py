"""The extension module in a Python of another architecture, where there is no torch: numpy takes its
samples through DLPack. scripts/test arm64 runs it.
"""

from __future__ import annotations

import platform
import subprocess
import wave
from pathlib import Path
from typing import Any

import _core
import numpy as np
import pytest

SONG = Path(__file__).parents[1] / "data" / "test_track_001.mp3"
NUM_FRAMES = 96000


class Samples:
    """What numpy asks of an object that hands out DLPack capsules."""

    def __init__(self, capsule: Any) -> None:
        self._capsule = capsule

    def __dlpack__(self, **_: Any) -> Any:
        return self._capsule

    def __dlpack_device__(self) -> tuple[int, int]:
        return (1, 0)  # the CPU


def load(path: Path) -> np.ndarray:
    """The first two seconds of a file at 48 kHz: float32 [C, T]."""
    source = _core.Source(str(path))
    capsule, rate = _core.load(source, None, "all", 0, NUM_FRAMES, None, None, "high", 1)
    assert rate == 48000
    return np.from_dlpack(Samples(capsule))


def ffmpeg(*arguments: str | Path) -> bytes:
    """What ffmpeg prints when it converts the first two seconds of the song."""
    command = ["ffmpeg", "-v", "error", "-nostdin", "-i", SONG, "-t", "2", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    path = tmp_path / "song.wav"
    ffmpeg("-c:a", "pcm_s16le", path)
    return path


@pytest.fixture
def flac(tmp_path: Path) -> Path:
    path = tmp_path / "song.flac"
    ffmpeg("-sample_fmt", "s16", path)
    return path


def test_this_python_is_one_for_64_bit_arm() -> None:
    assert platform.machine() == "aarch64"


def test_wav_has_the_samples_that_the_standard_library_reads(wav: Path) -> None:
    with wave.open(str(wav)) as file:
        stored = np.frombuffer(file.readframes(NUM_FRAMES), "<i2").reshape(-1, 2).T
    np.testing.assert_array_equal(load(wav), stored / np.float32(32768))


def test_flac_has_the_samples_of_the_wav_file(flac: Path, wav: Path) -> None:
    np.testing.assert_array_equal(load(flac), load(wav))


def test_mp3_has_the_samples_that_ffmpeg_decodes() -> None:
    decoded = np.frombuffer(ffmpeg("-f", "f32le", "-"), "<f4").reshape(-1, 2).T
    # Both decode in single precision, in another order of operations.
    np.testing.assert_allclose(load(SONG), decoded[:, :NUM_FRAMES], rtol=0, atol=1e-5)


def test_a_missing_file_raises_pythons_own_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "missing.wav")
