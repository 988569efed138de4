"""Tests that need the second virtual environment: a torchaudio and a torchcodec that do not load
beside this torch.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
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

    def run(code: str, *arguments: str, before: Path | None = None) -> str:
        """`before`: a folder that goes before all others in sys.path."""
        command = [sys.executable, "-c", code, *arguments]
        environment = {**os.environ, "PYTHONPATH": str(before)} if before else None
        result = subprocess.run(
            command,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            cwd=tmp_path,
            env=environment,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    return run


@pytest.fixture
def python_without(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a fresh Python in which a package is not installed: a folder of links to all others."""

    def run(package: str, *command: str) -> subprocess.CompletedProcess[str]:
        others = tmp_path / f"without-{package}"
        others.mkdir()
        for installed in Path(sysconfig.get_path("purelib")).iterdir():
            if not installed.name.startswith(package):
                (others / installed.name).symlink_to(installed)
        return subprocess.run(
            [sys.executable, "-S", *command],  # without site-packages
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(others)},
        )

    return run
