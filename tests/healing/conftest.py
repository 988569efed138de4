"""Tests that need the second virtual environment: a torchaudio and a torchcodec that do not load
beside this torch.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SONG = Path(__file__).parents[1] / "data" / "test_track_001.mp3"


@pytest.fixture(scope="session")
def song() -> str:
    """One minute of stereo MP3 at 48 kHz."""
    return str(SONG)


@pytest.fixture
def python(tmp_path: Path) -> Callable[..., str]:
    """Runs code in a fresh Python; gives what it printed, or fails with its traceback."""

    def run(code: str, *arguments: str, options: tuple[str, ...] = ("-c",)) -> str:
        command = (
            [sys.executable, *options, code, *arguments]
            if options == ("-c",)
            else [sys.executable, *options]
        )
        result = subprocess.run(
            command, capture_output=True, text=True, timeout=300, check=False, cwd=tmp_path
        )
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    return run
