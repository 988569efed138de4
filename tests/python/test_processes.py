"""Threads, forked children, DataLoader workers."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import torch

import acestep_compat as ac
from children import run_python

NAMES = ("s16.wav", "s24.flac", "vorbis.ogg", "opus.opus", "vbr.mp3", "s16.aiff")


class Clips(torch.utils.data.Dataset):  # type: ignore[type-arg]
    """The clips at 16 kHz."""

    def __init__(self, paths: list[str]) -> None:
        self.paths = paths

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, index: int) -> torch.Tensor:
        return ac.load_audio_safe_mono(self.paths[index], 16000)[0]


def test_eight_threads_at_once_give_the_same_samples(files: Path) -> None:
    expected = {name: ac.load_audio_safe(files / name, 16000)[0] for name in NAMES}
    failures: list[str] = []

    def work(shift: int) -> None:
        for name in NAMES[shift % 6 :] + NAMES[: shift % 6]:
            if not torch.equal(ac.load_audio_safe(files / name, 16000)[0], expected[name]):
                failures.append(name)

    threads = [threading.Thread(target=work, args=(shift,)) for shift in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_other_threads_run_while_a_file_loads(song: Path) -> None:
    # With so long an interval, a thread runs only when another one gives the GIL up by itself.
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    loading = done = False
    seen = 0

    def look() -> None:
        nonlocal seen
        while not done:
            seen += loading
            time.sleep(0.001)

    thread = threading.Thread(target=look)
    try:
        thread.start()
        deadline = time.monotonic() + 60
        while seen < 3 and time.monotonic() < deadline:
            loading = True
            ac.load_audio_safe(song, 44100, num_threads=1)
            loading = False
    finally:
        done = True
        sys.setswitchinterval(interval)
        thread.join()
    assert seen >= 3


@pytest.mark.posix
def test_a_forked_child_gives_the_same_samples(files: Path, tmp_path: Path) -> None:
    expected = {
        name: ac.load_audio_safe(files / name, 16000, num_threads=2)[0].numpy() for name in NAMES
    }
    torch.ones(1 << 20).mul(2).sum()  # starts torch's own threads, which a child does not have
    child = os.fork()
    if child == 0:
        # NumPy compares: a large torch operation may wait for threads that were not forked.
        good = all(
            np.array_equal(
                ac.load_audio_safe(files / name, 16000, num_threads=2)[0].numpy(), samples
            )
            for name, samples in expected.items()
        )
        ac.save_audio_safe(tmp_path / "forked.flac", torch.from_numpy(expected["s16.wav"]), 16000)
        os._exit(0 if good else 1)
    deadline = time.monotonic() + 60
    while (status := os.waitpid(child, os.WNOHANG))[0] == 0:
        assert time.monotonic() < deadline, "the child hangs"
        time.sleep(0.01)
    assert os.waitstatus_to_exitcode(status[1]) == 0


@pytest.mark.posix
def test_data_loader_workers_give_the_same_samples(files: Path) -> None:
    paths = [str(files / name) for name in NAMES]
    expected = [ac.load_audio_safe_mono(path, 16000)[0] for path in paths]
    loader = torch.utils.data.DataLoader(
        Clips(paths), batch_size=None, num_workers=2, multiprocessing_context="fork"
    )
    for waveform, other in zip(loader, expected, strict=True):
        assert torch.equal(waveform, other)


@pytest.mark.own_process
def test_spawned_data_loader_workers_give_the_same_samples(files: Path) -> None:
    paths = [str(files / name) for name in NAMES]
    run_python(
        """
        import sys, torch
        sys.path.insert(0, sys.argv[1])
        import acestep_compat as ac
        from test_processes import Clips
        if __name__ == "__main__":
            paths = sys.argv[2:]
            loader = torch.utils.data.DataLoader(
                Clips(paths), batch_size=None, num_workers=2, multiprocessing_context="spawn")
            for path, waveform in zip(paths, loader):
                assert torch.equal(waveform, ac.load_audio_safe_mono(path, 16000)[0])
        """,
        Path(__file__).parent,
        *paths,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="counts /proc")
def test_no_thread_outlives_a_call(song: Path) -> None:
    before = len(os.listdir("/proc/self/task"))
    for _ in range(3):
        ac.load_audio_safe(song, 44100, num_threads=4)
    assert len(os.listdir("/proc/self/task")) <= before
