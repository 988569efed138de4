"""Resample, the module: the same filter as resample(), in torch operations."""

from __future__ import annotations

import math

import pytest
import torch

import acestep_compat

# What the core does by one table, by one FFT, and by two filters, up and down.
RATIOS = [
    (44100, 48000),
    (48000, 44100),
    (48000, 16000),
    (22050, 44100),
    (8000, 48000),
    (44100, 16000),
    (96000, 44100),
]


def noise(*shape: int) -> torch.Tensor:
    return torch.rand(*shape, generator=torch.Generator().manual_seed(3)) * 2 - 1


@pytest.mark.parametrize(("orig_sr", "new_sr"), RATIOS)
@pytest.mark.parametrize("quality", ["fast", "medium", "high", "best"])
def test_equals_resample_within_1e_6(orig_sr: int, new_sr: int, quality: str) -> None:
    waveform = noise(2, 9001)
    module = acestep_compat.Resample(orig_sr, new_sr, quality=quality)
    expected = acestep_compat.resample(waveform, orig_sr, new_sr, quality=quality)
    actual = module(waveform)
    assert actual.shape == expected.shape
    # Both add hundreds of terms in float32, in different orders; measured are 6e-7 at most.
    torch.testing.assert_close(actual, expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize("frames", [0, 1, 2, 147])
def test_length_is_the_quotient_rounded_up(frames: int) -> None:
    assert acestep_compat.Resample(44100, 48000)(torch.zeros(frames)).shape == (
        math.ceil(frames * 160 / 147),
    )


def test_keeps_leading_dimensions_and_type() -> None:
    module = acestep_compat.Resample(44100, 16000)
    for dtype in (torch.float64, torch.float16, torch.bfloat16):
        result = module(torch.zeros(2, 3, 441, dtype=dtype))
        assert result.shape == (2, 3, 160)
        assert result.dtype == dtype


@pytest.mark.parametrize(("orig_sr", "new_sr"), [(3, 2), (2, 3), (48000, 8000)])
def test_gradient_is_the_derivative(orig_sr: int, new_sr: int) -> None:
    module = acestep_compat.Resample(orig_sr, new_sr, quality="fast")
    waveform = noise(1, 40).double().requires_grad_()
    assert torch.autograd.gradcheck(module, (waveform,))


def test_exports_with_a_dynamic_length() -> None:
    module = acestep_compat.Resample(44100, 48000, quality="fast")
    shapes = ({1: torch.export.Dim.AUTO},)
    exported = torch.export.export(module, (noise(2, 5000),), dynamic_shapes=shapes).module()
    for frames in (1234, 7350, 7777):  # 7350 is a whole number of periods
        other = noise(2, frames)
        torch.testing.assert_close(exported(other), module(other))


def test_compiles_into_one_graph() -> None:
    module = acestep_compat.Resample(48000, 16000, quality="fast")
    compiled = torch.compile(module, backend="aot_eager", fullgraph=True)
    waveform = noise(2, 4800)
    torch.testing.assert_close(compiled(waveform), module(waveform))


def test_equal_rates_change_nothing() -> None:
    waveform = noise(3, 100)
    assert torch.equal(acestep_compat.Resample(48000, 48000)(waveform), waveform)


def test_state_dict_is_empty() -> None:
    assert not acestep_compat.Resample(44100, 48000).state_dict()


def test_names_the_limit_where_the_core_interpolates() -> None:
    with pytest.raises(ValueError, match=r"44101/44100.*limit is 4194304"):
        acestep_compat.Resample(44100, 44101)


def test_names_the_limit_of_the_ratio() -> None:
    with pytest.raises(ValueError, match="256"):
        acestep_compat.Resample(1, 257)


def test_integers_are_refused() -> None:
    with pytest.raises(TypeError, match="int16"):
        acestep_compat.Resample(44100, 48000)(torch.zeros(100, dtype=torch.int16))
