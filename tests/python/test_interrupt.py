"""Ctrl-C ends a call in its middle, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch

import acestep_compat as ac

pytestmark = pytest.mark.posix

# Each takes long, many times the 20 ms after which the core asks whether to go on.
CALLS = {
    "load": "ac.load_audio_safe('long.flac', 44100, num_threads=1)",
    "load on two threads": "ac.load_audio_safe('long.flac', 44100, num_threads=2)",
    "load mp3": "ac.load_audio_safe('long.mp3', num_threads=1)",
    "load opus": "ac.load_audio_safe('long.opus', num_threads=1)",
    "read": "list(ac.AudioReader('long.flac', 44100, block_frames=1 << 30))",
    "batch": "ac.load_audio_safe_batch(['long.flac'] * 9, 44100)",
    "save flac": "ac.save_audio_safe('out.flac', wave, 48000)",
    "save mp3": "ac.save_audio_safe('out.mp3', wave, 48000)",
    "resample": "ac.resample(wave, 48000, 44100, quality='best', num_threads=1)",
}


@pytest.fixture(scope="module")
def folder(song: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Minutes of music."""
    folder = tmp_path_factory.mktemp("long")
    wave, rate = ac.load_audio_safe(song)
    (folder / "long.mp3").write_bytes(song.read_bytes() * 20)
    for name, minutes in (("long.flac", 10), ("long.opus", 3)):
        with ac.AudioWriter(folder / name, rate, 2) as writer:
            for _ in range(minutes):
                writer.write(wave)
    return folder


@pytest.mark.parametrize("call", CALLS)
def test_ctrl_c_ends_a_long_call_in_its_middle(folder: Path, call: str) -> None:
    # The third Ctrl-C within one call ends it. Who asks only after the call sees one, however many there were.
    files = sorted(os.listdir(folder))
    setup = "wave = torch.rand(2, 48000 * 300) - 0.5" if "wave" in CALLS[call] else ""
    code = f"""
import signal, sys, torch
import acestep_compat as ac
seen = 0
def handler(*arguments):
    global seen
    seen += 1
    if seen == 3:
        signal.default_int_handler(*arguments)
signal.signal(signal.SIGINT, handler)
{setup}
print("ready", flush=True)
try:
    while True:
        seen = 0
        {CALLS[call]}
except KeyboardInterrupt:
    print("ended", flush=True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
"""
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        deadline = time.monotonic() + 60
        while child.poll() is None and time.monotonic() < deadline:
            child.send_signal(signal.SIGINT)
            time.sleep(0.05)
        output, errors = child.communicate(timeout=10)
    finally:
        child.kill()
    assert (child.returncode, output) == (0, "ended\n"), errors
    assert sorted(os.listdir(folder)) == files


def test_a_signal_handler_that_raises_ends_the_call_with_its_own_error(folder: Path) -> None:
    class Enough(Exception):
        pass

    def handler(*_: object) -> None:
        raise Enough

    old = signal.signal(signal.SIGALRM, handler)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(Enough):
            ac.load_audio_safe(folder / "long.flac", 44100, num_threads=1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)
    assert torch.is_tensor(ac.load_audio_safe(folder / "long.flac", num_frames=10)[0])
