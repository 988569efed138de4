"""A save leaves a whole new file, or the old one as it was, and nothing else."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
import torch

import acestep_compat as ac
from children import run_python

RATE = 44100


def test_a_failed_save_leaves_the_old_file_whole(clip: torch.Tensor, tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    ac.save_audio_safe(path, clip, RATE)
    old = path.read_bytes()
    broken = clip.clone()
    broken[0, -1] = float("nan")
    with pytest.raises(ValueError, match="NaN"):
        ac.save_audio_safe(path, broken, RATE)
    assert path.read_bytes() == old
    assert os.listdir(tmp_path) == ["a.flac"]


@pytest.mark.posix
def test_a_file_is_written_through_a_link_with_its_old_mode(
    clip: torch.Tensor, tmp_path: Path
) -> None:
    target, link, dangling = tmp_path / "a.wav", tmp_path / "link.wav", tmp_path / "dangling.wav"
    ac.save_audio_safe(target, clip, RATE)
    target.chmod(0o640)
    link.symlink_to("a.wav")
    dangling.symlink_to("made.wav")
    ac.save_audio_safe(link, clip[:, :100], RATE)
    ac.save_audio_safe(dangling, clip[:, :100], RATE)
    assert link.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert ac.get_audio_info(target).num_frames == 100
    assert ac.get_audio_info(tmp_path / "made.wav").num_frames == 100


@pytest.mark.posix
def test_a_new_file_has_the_mode_that_the_umask_gives(clip: torch.Tensor, tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        ac.save_audio_safe(tmp_path / "a.wav", clip, RATE)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a.wav").stat().st_mode) == 0o640


@pytest.mark.posix
def test_an_open_temporary_file_can_be_saved_to_by_name(clip: torch.Tensor) -> None:
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        ac.save_audio_safe(file.name, clip, RATE)
        assert torch.equal(ac.load_audio_safe(file)[0], clip)


def test_a_hard_linked_file_is_written_in_place_with_a_warning(
    clip: torch.Tensor, tmp_path: Path
) -> None:
    ac.save_audio_safe(tmp_path / "a.wav", clip, RATE)
    os.link(tmp_path / "a.wav", tmp_path / "b.wav")
    with pytest.warns(UserWarning, match="atomic") as caught:
        ac.save_audio_safe(tmp_path / "a.wav", clip[:, :100], RATE)
    assert caught[0].filename == __file__
    assert ac.get_audio_info(tmp_path / "b.wav").num_frames == 100


@pytest.mark.posix
@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.opus", "a.mp3"])
def test_a_write_error_at_any_place_raises_and_leaves_nothing(
    clip: torch.Tensor, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    ac.save_audio_safe(path, clip, RATE)
    size = path.stat().st_size
    old = b"the old file"
    torch.save(clip, tmp_path / "clip.pt")
    path.write_bytes(old)
    run_python(
        """
        import os, resource, signal, sys, torch
        import acestep_compat as ac
        path, old, size = sys.argv[1], sys.argv[3].encode(), int(sys.argv[4])
        clip = torch.load(sys.argv[2])
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        for limit in (10, size // 2, size - 500, size - 1):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            try:
                ac.save_audio_safe(path, clip, 44100)
            except OSError as error:
                assert error.errno == 27, error  # EFBIG
            else:
                raise AssertionError(f"saved within {limit} of {size} bytes")
            assert open(path, "rb").read() == old
            assert set(os.listdir(os.path.dirname(path))) == {os.path.basename(path), "clip.pt"}
        """,
        path,
        tmp_path / "clip.pt",
        old.decode(),
        str(size),
    )


@pytest.mark.posix
def test_a_killed_save_leaves_a_whole_file(clip: torch.Tensor, tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    ac.save_audio_safe(path, clip, RATE)
    code = (
        "import sys, torch, acestep_compat as ac\n"
        "print('ready', flush=True)\n"
        "wave = torch.zeros(2, 44100)\n"
        "wave[:, ::7] = 0.3\n"
        "while True: ac.save_audio_safe(sys.argv[1], wave, 44100)\n"
    )
    dice = random.Random(5)
    frames = {clip.shape[1], 44100}
    for _ in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(dice.uniform(0.0, 0.1))
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        waveform, _ = ac.load_audio_safe(path)
        assert waveform.shape[1] in frames
