"""Real packages beside a torchaudio and a torchcodec that do not load: each fails without us and
runs with us.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from programs import PROGRAMS, Program

SONG = Path(__file__).parents[1] / "data" / "test_track_001.mp3"


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments, str(SONG), str(folder)]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=300, check=False, cwd=folder
    )


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_program_fails_without_install(program: Program, tmp_path: Path) -> None:
    result = run(["-c", program.code], tmp_path)
    assert result.returncode != 0, f"it works without us, so it proves nothing: {result.stdout}"


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_program_runs_with_install(program: Program, tmp_path: Path) -> None:
    result = run(["-c", program.healed_code], tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == program.prints


@pytest.mark.parametrize("program", PROGRAMS[:3], ids=lambda program: program.name)
def test_unchanged_program_runs_with_the_run_command(program: Program, tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(program.code)
    result = run(["-m", "acestep_compat", "run", str(script)], tmp_path)
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == program.prints
