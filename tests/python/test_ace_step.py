"""The five places where ACE-Step calls audio_utils and torch_utils, called as they call."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import nn

from acestep_compat.audio_utils import get_audio_info, load_audio_safe_stereo, save_audio_safe
from acestep_compat.torch_utils import (
    get_optimal_device,
    get_optimal_dtype,
    safe_cuda_empty_cache,
    safe_cuda_synchronize,
    safe_torch_compile,
    setup_torch_backends,
)


def test_nodes_set_torch_up_and_compile_only_on_request() -> None:
    before = torch.get_float32_matmul_precision()
    try:
        setup_torch_backends()
        assert torch.get_float32_matmul_precision() == "high"
    finally:
        torch.set_float32_matmul_precision(before)
    model = nn.Linear(4, 4)
    assert safe_torch_compile(model, enable_compile=False) is model


def test_pipeline_chooses_a_device_and_frees_its_cache() -> None:
    device = get_optimal_device()
    weights = torch.ones(2, device=device, dtype=get_optimal_dtype(device))
    report = safe_cuda_empty_cache()
    assert (report.devices, report.errors) == (in_use(device), {})
    assert weights.sum().item() == 2


def test_cpu_offload_synchronizes_after_moving_a_model() -> None:
    device = get_optimal_device()
    nn.Linear(4, 4).to(device).to("cpu")
    for report in (safe_cuda_synchronize(), safe_cuda_empty_cache()):
        assert (report.devices, report.errors) == (in_use(device), {})


def in_use(device: torch.device) -> tuple[str, ...]:
    """The accelerators that this process has used, if the device is the best of the machine."""
    return () if device.type == "cpu" else (device.type,)


def test_dcae_loads_stereo_and_resamples_itself(song: Path) -> None:
    # music_dcae_pipeline.py: audio, sr = load_audio_safe_stereo(path); then torchaudio's own Resample.
    audio, sample_rate = load_audio_safe_stereo(str(song))
    assert (audio.shape[0], audio.dtype, sample_rate) == (2, torch.float32, 48000)
    assert audio.unsqueeze(0).to("cpu").shape[1] == 2


def test_dataset_gets_stereo_within_range_and_survives_a_bad_file(
    song: Path, tmp_path: Path
) -> None:
    # text2music_dataset.py get_audio: a file that fails is an Exception that it catches and skips.
    audio, sample_rate = load_audio_safe_stereo(str(song))
    assert audio.abs().max() <= 1.5
    assert get_audio_info(str(song))["num_frames"] == audio.shape[-1]
    assert sample_rate == get_audio_info(str(song))["sample_rate"]
    broken = tmp_path / "broken.mp3"
    broken.write_bytes(b"no audio")
    with pytest.raises(RuntimeError, match=r"broken\.mp3"):
        load_audio_safe_stereo(str(broken))


def test_pipeline_saves_positionally(tmp_path: Path) -> None:
    path = tmp_path / "output.wav"
    assert save_audio_safe(str(path), torch.zeros(2, 4800), 48000, "wav") is True
    assert get_audio_info(str(path))["num_channels"] == 2
