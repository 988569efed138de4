from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import soxr
import torch

import acestep_compat as ac
from audio_reference import snr_db


@pytest.mark.parametrize(
    ("orig", "new"), [(44100, 48000), (48000, 44100), (44100, 16000), (16000, 48000)]
)
def test_a_resampled_song_is_what_soxr_makes_of_it(clip: torch.Tensor, orig: int, new: int) -> None:
    expected = soxr.resample(clip.t().numpy(), orig, new, quality="VHQ").T
    result = ac.resample(clip, orig, new).numpy()
    # Both are within 130 dB of the ideal in their pass bands. Between pass band and Nyquist
    # frequency two filters differ, and there a song has little power.
    inner = slice(2000, min(expected.shape[1], result.shape[1]) - 2000)
    assert snr_db(expected[:, inner], result[:, inner]) > 50


def test_the_length_is_rounded_up() -> None:
    for frames in (0, 1, 2, 159, 160, 161, 44100):
        for orig, new in ((44100, 48000), (48000, 44100), (44100, 44099), (8000, 48000)):
            assert ac.resample(torch.zeros(frames), orig, new).shape == (-(-frames * new // orig),)


@pytest.mark.parametrize(
    "shape", [(1000,), (1, 1000), (2, 1000), (3, 2, 1000), (2, 1, 2, 1000), (0, 1000), (2, 0)]
)
def test_leading_dimensions_stay(shape: tuple[int, ...]) -> None:
    waveform = torch.randn(shape)
    result = ac.resample(waveform, 44100, 48000)
    assert result.shape == (*shape[:-1], -(-shape[-1] * 48000 // 44100))
    if waveform.numel():
        rows = result.reshape(-1, result.shape[-1])
        for row, signal in zip(rows, waveform.reshape(-1, shape[-1]), strict=True):
            assert torch.equal(row, ac.resample(signal, 44100, 48000))


@pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_the_type_stays(clip: torch.Tensor, kind: torch.dtype) -> None:
    waveform = clip[:, :3000].to(kind)
    result = ac.resample(waveform, 44100, 48000)
    assert result.dtype == kind
    assert torch.equal(result, ac.resample(waveform.float(), 44100, 48000).to(kind))


def test_views_of_any_layout_are_resampled_as_they_look(clip: torch.Tensor) -> None:
    for view in (
        clip.t().contiguous().t(),
        clip[:, 5:4000],
        clip[:, ::2],
        clip[:1].expand(3, -1),
        clip.flip(1),
    ):
        expected = ac.resample(view.clone(memory_format=torch.contiguous_format), 44100, 48000)
        assert torch.equal(ac.resample(view, 44100, 48000), expected)


def test_the_input_is_not_changed_and_comes_back_at_its_own_rate(clip: torch.Tensor) -> None:
    before = clip.clone()
    ac.resample(clip, 44100, 48000)
    assert torch.equal(clip, before)
    assert ac.resample(clip, 44100, 44100) is clip


@pytest.mark.parametrize("quality", ["fast", "medium", "high", "best"])
def test_a_click_stays_where_it_was(quality: Any) -> None:
    click = torch.zeros(44100)
    click[22050] = 1.0
    assert int(ac.resample(click, 44100, 48000, quality=quality).argmax()) == 24000


def test_the_number_of_threads_changes_no_sample(clip: torch.Tensor) -> None:
    results = [ac.resample(clip, 44100, 48000, num_threads=threads) for threads in (1, 2, 5)]
    assert torch.equal(results[0], results[1])
    assert torch.equal(results[0], results[2])


def test_a_gradient_is_not_cut_silently() -> None:
    waveform = torch.zeros(100, requires_grad=True)
    with pytest.raises(ValueError, match=r"acestep_compat\.Resample"):
        ac.resample(waveform, 44100, 48000)
    with torch.no_grad():
        assert ac.resample(waveform, 44100, 48000).shape == (109,)


@pytest.mark.parametrize(
    ("arguments", "kind", "words"),
    [
        ((torch.zeros(10, dtype=torch.int16), 44100, 48000), TypeError, ["waveform", "int16"]),
        ((torch.zeros(()), 44100, 48000), ValueError, ["waveform"]),
        (([0.0, 1.0], 44100, 48000), TypeError, ["waveform", "list"]),
        ((torch.zeros(10), 0, 48000), ValueError, ["orig_sr", "0"]),
        ((torch.zeros(10), 44100, -1), ValueError, ["new_sr", "-1"]),
        ((torch.zeros(10), -1, -1), ValueError, ["orig_sr", "-1"]),
        ((torch.zeros(10), 44100, "x"), TypeError, ["new_sr", "'x'"]),
        ((torch.zeros(10), 44100, 44100.5), ValueError, ["new_sr", "44100.5"]),
        ((torch.zeros(10), 100, 48000), ValueError, ["256"]),
    ],
)
def test_a_wrong_argument_is_named(arguments: Any, kind: type[Exception], words: list[str]) -> None:
    with pytest.raises(kind) as caught:
        ac.resample(*arguments)
    for word in words:
        assert word in str(caught.value)


def test_an_array_of_numpy_gives_a_tensor() -> None:
    array = np.ones((2, 441), np.float32)
    assert torch.equal(
        ac.resample(array, 44100, 48000), ac.resample(torch.ones(2, 441), 44100, 48000)
    )
