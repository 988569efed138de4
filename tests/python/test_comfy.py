"""ComfyUI's audio type, and the formats that its nodes save."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

import acestep_compat
from acestep_compat.comfy import from_comfy_audio, to_comfy_audio


def test_any_waveform_becomes_a_batch_and_comes_back() -> None:
    for shape in [(10,), (2, 10), (3, 2, 10)]:
        audio = to_comfy_audio(torch.rand(shape), 48000)
        assert audio["waveform"].ndim == 3
        waveform, rate = from_comfy_audio(audio, -1)
        assert (waveform.ndim, rate) == (2, 48000)


def test_other_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match=r"\(1, 1, 1, 1\)"):
        to_comfy_audio(torch.zeros(1, 1, 1, 1), 48000)
    with pytest.raises(ValueError, match="index must be below the batch's size 1, got 1"):
        from_comfy_audio(to_comfy_audio(torch.zeros(2, 5), 48000), 1)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.flac", {}),
        ("a.mp3", {"compression": "V0"}),
        ("a.mp3", {"bit_rate": 128_000}),
        ("a.mp3", {"bit_rate": 320_000}),
        ("a.opus", {}),
    ],
)
def test_what_comfyui_saves_can_be_saved(
    tmp_path: Path, name: str, options: dict[str, object]
) -> None:
    audio = to_comfy_audio(torch.rand(1, 2, 48000) - 0.5, 48000)
    acestep_compat.save_audio_safe(tmp_path / name, *from_comfy_audio(audio), **options)  # type: ignore[arg-type]
    assert acestep_compat.get_audio_info(tmp_path / name).num_channels == 2
