from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import torch

import acestep_compat
import corpus
from acestep_compat._warnings import FALLBACKS


@pytest.fixture(autouse=True)
def no_fallback_was_warned_of() -> None:
    """A fallback is warned of once per process, and each test is to see its own."""
    FALLBACKS.clear()


@pytest.fixture(scope="session")
def song() -> Path:
    """A minute of a real song: 48 kHz stereo MP3."""
    return Path(__file__).parents[1] / "data" / "test_track_001.mp3"


@pytest.fixture(scope="session")
def files(song: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one clip in every format (see corpus.py).

    ACESTEP_COMPAT_CORPUS names a folder that was filled before, for systems that cannot run ffmpeg.
    """
    if filled := os.environ.get("ACESTEP_COMPAT_CORPUS"):
        return Path(filled)
    # The processes of one run share it: the first one fills it.
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, unfinished, taken = (
        shared / "corpus",
        shared / "unfinished-corpus",
        shared / "corpus-taken",
    )
    try:
        taken.mkdir()  # stays there: who comes later finds it taken, whether the corpus is finished or not
    except FileExistsError:
        while not folder.exists():
            time.sleep(0.1)
    else:
        unfinished.mkdir()
        corpus.make(song, unfinished)
        unfinished.rename(folder)
    return folder


@pytest.fixture(scope="session")
def clip(files: Path) -> torch.Tensor:
    """Five seconds of the song: float32 [2, T] at 44.1 kHz, exact to 24 bits."""
    return acestep_compat.load_audio_safe(files / "clip.wav")[0]
