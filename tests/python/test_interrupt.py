"""Ctrl-C ends a call soon, and nothing is left behind."""

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

# Each takes long, and is repeated until somebody ends it.
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
def test_ctrl_c_ends_a_long_call_within_a_fifth_of_a_second(folder: Path, call: str) -> None:
    files = sorted(os.listdir(folder))
    setup = "wave = torch.rand(2, 48000 * 300) - 0.5" if "wave" in CALLS[call] else ""
    code = f"""
import signal, sys, time, torch
import acestep_compat as ac
signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts in the background ignores it
{setup}
print("ready", flush=True)
try:
    while True:
        {CALLS[call]}
except KeyboardInterrupt:
    print(time.monotonic(), flush=True)
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
        time.sleep(0.5)
        assert child.poll() is None
        sent = time.monotonic()
        child.send_signal(signal.SIGINT)
        output, errors = child.communicate(timeout=60)
    finally:
        child.kill()
    assert child.returncode == 0, errors
    assert float(output) - sent < 0.2
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
