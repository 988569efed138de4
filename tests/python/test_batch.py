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


@pytest.mark.parametrize("ordered", [True, False])
def test_an_iterator_gives_every_file_as_a_single_load_does(files: Path, ordered: bool) -> None:
    paths = [files / name for name in ("s16.wav", "s24.flac", "vbr.mp3", "vorbis.ogg")]
    seen = []
    for index, waveform, rate in ac.iter_audio_safe(paths, 16000, num_threads=2, ordered=ordered):
        assert torch.equal(waveform, ac.load_audio_safe(paths[index], rate)[0])
        seen.append(index)
    assert (seen if ordered else sorted(seen)) == [0, 1, 2, 3]


def test_an_iterator_returns_an_error_or_raises_it_and_goes_on(files: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "missing.wav", files / "s16.wav"]
    (index, error, rate), last = ac.iter_audio_safe(paths, on_error="return")
    assert (index, rate) == (0, 0)
    assert isinstance(error, FileNotFoundError)
    with ac.iter_audio_safe(paths) as iterator:
        with pytest.raises(FileNotFoundError):
            next(iterator)
        index, waveform, rate = next(iterator)
    assert (index, rate) == (last[0], last[2])
    assert torch.equal(waveform, last[1])


def test_a_closed_iterator_has_no_more(files: Path) -> None:
    iterator = ac.iter_audio_safe([files / "s16.wav"] * 3)
    next(iterator)
    iterator.close()
    iterator.close()
    assert list(iterator) == []


def test_an_iterator_shows_what_it_loads(files: Path) -> None:
    iterator = ac.iter_audio_safe([files / "s16.wav"] * 3, 16000, mono=True)
    assert repr(iterator) == "AudioIterator(3 files, sr=16000, channels='mono')"
