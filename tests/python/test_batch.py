from __future__ import annotations

from pathlib import Path

import pytest
import torch

import acestep_compat as ac
import corpus


@pytest.mark.parametrize("threads", [None, 1, 3])
def test_a_batch_is_what_single_loads_give(files: Path, threads: int | None) -> None:
    paths = [files / name for name in corpus.ALL]
    results = ac.load_audio_safe_batch(paths, 16000, mono=True, num_threads=threads)
    assert len(results) == len(paths)
    for path, (waveform, rate) in zip(paths, results, strict=True):
        assert rate == 16000
        assert torch.equal(waveform, ac.load_audio_safe_mono(path, 16000)[0]), path.name


def test_a_batch_takes_every_kind_of_source(files: Path) -> None:
    path = files / "s24.flac"
    with path.open("rb") as file:
        results = ac.load_audio_safe_batch(iter([path, str(path), path.read_bytes(), file]))
    for waveform, _ in results:
        assert torch.equal(waveform, results[0][0])
    assert ac.load_audio_safe_batch([]) == []


def test_errors_are_raised_or_returned_in_their_place(files: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.wav"
    text.write_text("no music\n" * 100)
    paths = [files / "s16.wav", tmp_path / "missing.wav", text, files / "vbr.mp3"]
    with pytest.raises(FileNotFoundError, match=r"missing\.wav"):
        ac.load_audio_safe_batch(paths)
    first, missing, broken, last = ac.load_audio_safe_batch(paths, on_error="return")
    assert isinstance(missing, FileNotFoundError)
    assert isinstance(broken, ac.AudioDecodeError)
    assert str(text) in str(broken)
    assert isinstance(first, tuple)
    assert isinstance(last, tuple)
    assert torch.equal(last[0], ac.load_audio_safe(files / "vbr.mp3")[0])
    with pytest.raises(ValueError, match=r"on_error.*'ignore'"):
        ac.load_audio_safe_batch(paths, on_error="ignore")  # type: ignore[call-overload]
