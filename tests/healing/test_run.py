"""`python -m acestep_compat run`: a program sees what it sees under `python`, and is healed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SHOW = """
import __main__, atexit, sys, threading
def show(when):
    print(when, sys.argv, sys.path[0], __name__, __main__.__dict__ is globals())
atexit.register(show, "at exit")
if __name__ == "__main__":
    show("running")
    print(globals().get("__file__"))
    threading.Timer(0.1, show, ["in a thread"]).start()
"""


def python(
    folder: Path, *arguments: str | Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=folder,
        env={**os.environ, **environment},
    )


def run(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return python(folder, "-m", "acestep_compat", "run", *arguments)


@pytest.mark.parametrize("kind", ["script", "module", "package", "code", "folder"])
def test_program_sees_the_same_as_under_python(tmp_path: Path, kind: str) -> None:
    for path in ("here/show.py", "here/package/__main__.py", "here/folder/__main__.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(SHOW)
    (tmp_path / "link.py").symlink_to("here/show.py")
    (tmp_path / "show.py").write_text(SHOW)
    (tmp_path / "package").symlink_to("here/package")
    program = {
        "script": ["link.py", "--report", "-m", "x"],
        "module": ["-m", "show", "run", "-c"],
        "package": ["-m", "package"],
        "code": ["-c", SHOW, "--strict"],
        "folder": ["here/folder", "a b"],
    }[kind]
    expected = python(tmp_path, *program)
    assert expected.stdout.count("True") == 3, expected.stderr
    assert run(tmp_path, *program).stdout == expected.stdout


def test_exit_code_and_output_are_the_programs(tmp_path: Path) -> None:
    for code, expected in (("import sys; sys.exit(7)", 7), ("1 / 0", 1), ("", 0)):
        assert run(tmp_path, "-c", code).returncode == expected
    missing = run(tmp_path, "missing.py")
    assert (missing.returncode, "can't open file" in missing.stderr) == (2, True)
    assert run(tmp_path, "-c").returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_ctrl_c_ends_the_program_as_under_python(tmp_path: Path) -> None:
    code = "import time\ntry:\n print('ready', flush=True)\n time.sleep(60)\nfinally:\n print('cleaned up', flush=True)"
    for command in (["-c", code], ["-m", "acestep_compat", "run", "-c", code]):
        with subprocess.Popen(
            [sys.executable, *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            # What a shell starts in the background ignores it, and so would its children.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            process.send_signal(signal.SIGINT)
            output, error = process.communicate(timeout=60)
        assert process.returncode == -signal.SIGINT
        assert output == "cleaned up\n"
        assert error.rstrip().endswith("KeyboardInterrupt")


def test_report_says_at_exit_what_was_healed(tmp_path: Path, song: str) -> None:
    code = """
import atexit, sys, torchaudio
atexit.register(lambda: torchaudio.load(sys.argv[1], num_frames=1))
"""
    report = run(tmp_path, "--report", "-c", code, song).stderr
    assert "torchaudio's extension: torchaudio works without it" in report
    # What it lacks, not merely that it did not load.
    assert "cannot open shared object file" in report
    assert "torchaudio.load: served by acestep_compat" in report


def test_strict_fails_on_any_fallback_whatever_the_program_does(tmp_path: Path, song: str) -> None:
    command = ["ffmpeg", "-nostdin", "-v", "error", "-i", song, "-t", "1", str(tmp_path / "a.m4a")]
    subprocess.run(command, check=True)
    load = "import warnings, acestep_compat\nwarnings.simplefilter('ignore')\n"
    plain = load + "print(acestep_compat.load_audio_safe('a.m4a')[1])"
    assert run(tmp_path, "-c", plain).stdout == "48000\n"
    strict = run(tmp_path, "--strict", "-c", plain)
    assert (strict.returncode, strict.stdout) == (1, "")
    assert "AudioFallbackWarning" in strict.stderr
    swallowed = load + "try: acestep_compat.load_audio_safe('a.m4a')\nexcept Exception: print('on')"
    strict = run(tmp_path, "--strict", "-c", swallowed)
    assert (strict.returncode, strict.stdout) == (1, "on\n")
    assert "there were fallbacks" in strict.stderr


def test_an_absent_torchaudio_is_named_with_what_to_install(
    python_without: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    code = "import acestep_compat; print(acestep_compat.status().notes); import torchaudio"
    result = python_without("torchaudio", "-m", "acestep_compat", "run", "-c", code)
    assert result.returncode == 1
    assert "pip install --no-deps torchaudio" in result.stdout
    assert "acestep_compat: torchaudio is not installed: `pip install --no-deps" in result.stderr


def test_children_take_the_options_of_their_parent(tmp_path: Path, song: str) -> None:
    (tmp_path / "program.py").write_text("""
import multiprocessing, os, sys
def read(path):
    os.environ["PATH"] = ""
    from transformers.pipelines.audio_utils import ffmpeg_read
    return len(ffmpeg_read(open(path, "rb").read(), 16000))
if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        print(pool.apply(read, (sys.argv[1],)))
""")
    assert run(tmp_path, "program.py", song).stdout == "959824\n"
