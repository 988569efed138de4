"""The virtual environment in which ours and the peers are installed side by side."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = PROJECT / "build" / "peers"
PACKAGES = (
    "acestep_compat",
    "torch",
    "torchaudio",
    "torchcodec",
    "soundfile",
    "soxr",
    "librosa",
    "matplotlib",
)


def enter_peers_environment() -> None:
    """Returns in a Python that has every package; makes that environment and restarts in it if
    need be.
    """
    if all(importlib.util.find_spec(name) for name in PACKAGES):
        return
    python = FOLDER / "bin" / "python"
    if Path(sys.prefix) == FOLDER:
        raise SystemExit(
            f"{FOLDER} lacks one of {', '.join(PACKAGES)}: remove the folder and run again"
        )
    if not python.exists():
        venv.create(FOLDER, with_pip=True)
        install = [str(python), "-m", "pip", "install"]
        requirements = PROJECT / "benchmarks" / "requirements-peers.txt"
        subprocess.run([*install, "-r", str(requirements)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", str(PROJECT)], check=True)
    os.execv(python, [str(python), *sys.argv])
