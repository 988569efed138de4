"""Device, dtype, backends and memory, on a machine without an accelerator (with any build of torch)."""

from __future__ import annotations

import warnings

import pytest
import torch

import acestep_compat
from acestep_compat import _core, torch_utils


def test_the_device_is_the_cpu_without_accelerators() -> None:
    assert acestep_compat.get_optimal_device() == torch.device("cpu")


@pytest.mark.parametrize("device", [None, "cpu", "cuda", "cuda:7", "xpu", "mps", "meta"])
@pytest.mark.parametrize("prefer", ["speed", "stability"])
def test_what_is_not_there_gets_float32(device: str | None, prefer: str) -> None:
    assert acestep_compat.get_optimal_dtype(device, prefer=prefer) == torch.float32  # type: ignore[arg-type]


def test_the_choices_are_the_cores() -> None:
    assert _core.choose_device(cuda_devices=1, mps_available=True) == "cuda"
    choose = _core.choose_dtype
    assert choose("cuda", usable=True, native_bfloat16=True, prefer="speed") == "bfloat16"
    assert choose("cuda", usable=True, native_bfloat16=False, prefer="speed") == "float16"
    assert choose("cuda", usable=True, native_bfloat16=False, prefer="stability") == "float32"


def test_wrong_arguments_are_named() -> None:
    with pytest.raises(ValueError, match="prefer must be 'speed' or 'stability', got 'fast'"):
        acestep_compat.get_optimal_dtype("cpu", prefer="fast")  # type: ignore[arg-type]
    with pytest.raises(RuntimeError):
        acestep_compat.get_optimal_dtype("gpu")


def test_backends_are_set_and_restored() -> None:
    torch.backends.cudnn.benchmark = True
    torch.set_float32_matmul_precision("medium")
    try:
        with acestep_compat.setup_torch_backends() as backends:
            assert torch.backends.cudnn.benchmark is False
            assert torch.get_float32_matmul_precision() == "high"
            assert backends.previous["float32_matmul_precision"] == "medium"
            assert "cudnn_deterministic" not in backends.applied
        assert torch.backends.cudnn.benchmark is True
        assert torch.get_float32_matmul_precision() == "medium"
    finally:
        torch.backends.cudnn.benchmark = False
        torch.set_float32_matmul_precision("highest")


def test_memory_calls_do_nothing_where_no_device_is_in_use() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for report in (
            acestep_compat.safe_cuda_empty_cache(),
            acestep_compat.safe_cuda_synchronize(),
        ):
            assert (report.devices, report.errors, report.status) == ((), {}, "not in use")
            assert not report
    assert not torch.cuda.is_initialized()


def test_an_error_of_the_device_becomes_a_warning_and_a_status(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail() -> None:
        raise RuntimeError("an illegal memory access was encountered")

    monkeypatch.setattr(torch.cuda, "is_initialized", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_current_stream_capturing", lambda: False)
    monkeypatch.setattr(torch.cuda, "synchronize", fail)
    with pytest.warns(RuntimeWarning, match="cuda.synchronize") as caught:
        report = acestep_compat.safe_cuda_synchronize()
    assert caught[0].filename == __file__
    assert report.status == "failed: cuda: an illegal memory access was encountered"
    assert not report


def test_torch_utils_has_the_names_of_ace_step() -> None:
    for name in (
        "safe_torch_compile",
        "safe_cuda_empty_cache",
        "safe_cuda_synchronize",
        "get_optimal_device",
        "get_optimal_dtype",
        "setup_torch_backends",
    ):
        assert getattr(torch_utils, name) is getattr(acestep_compat, name)
