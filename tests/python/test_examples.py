"""Runs the programs of examples/python as a user would."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.own_process

ROOT = Path(__file__).parents[2]
SONG = ROOT / "tests" / "data" / "test_track_001.mp3"


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A folder with four songs."""
    folder = tmp_path / "music"
    folder.mkdir()
    for index in range(4):
        shutil.copy(SONG, folder / f"{index}.mp3")
    return folder


def run(name: str, *arguments: str | Path) -> str:
    command = [sys.executable, ROOT / "examples" / "python" / name, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout


def test_load_folder_lists_what_it_loaded_and_what_it_could_not(music: Path) -> None:
    (music / "text.wav").write_text("this is not audio")
    output = run("load_folder.py", music)
    assert output.count("[2, 2879471] at 48000 Hz") == 4
    assert "text.wav" in output


def test_dataset_gives_batches_of_clips(music: Path) -> None:
    assert "[4, 2, 240000]" in run("dataset.py", music)


def test_convert_writes_every_file(music: Path, tmp_path: Path) -> None:
    files = sorted(music.iterdir())
    run("convert.py", "--format", "flac", "--rate", "16000", "--mono", tmp_path / "out", *files)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "0.flac",
        "1.flac",
        "2.flac",
        "3.flac",
    ]


@pytest.mark.timeout(300)  # a cold compile of two graphs
def test_pipeline_saves_what_it_generated(tmp_path: Path) -> None:
    output = run("pipeline.py", SONG, tmp_path / "out.flac")
    assert "encode: " in output
    assert (tmp_path / "out.flac").stat().st_size > 100_000
