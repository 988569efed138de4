"""The resamplers that are compared: each takes float32 [C, T] and gives float32 [C, T']."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable

import numpy as np
import soxr
import torch
import torchaudio

import acestep_compat

Samples = np.ndarray
Engine = Callable[[Samples, int, int], Samples]


class _Data(ctypes.Structure):
    """libsamplerate's SRC_DATA."""

    _fields_ = (
        ("data_in", ctypes.c_void_p),
        ("data_out", ctypes.c_void_p),
        ("input_frames", ctypes.c_long),
        ("output_frames", ctypes.c_long),
        ("input_frames_used", ctypes.c_long),
        ("output_frames_gen", ctypes.c_long),
        ("end_of_input", ctypes.c_int),
        ("src_ratio", ctypes.c_double),
    )


def libsamplerate(converter: int) -> Engine:
    """Converter 0 is SRC_SINC_BEST_QUALITY, 2 is SRC_SINC_FASTEST."""
    library = ctypes.CDLL("libsamplerate.so.0")

    def run(samples: Samples, orig: int, new: int) -> Samples:
        length = math.ceil(samples.shape[1] * new / orig)
        out = np.zeros((samples.shape[0], length), np.float32)
        for row_in, row_out in zip(np.ascontiguousarray(samples), out, strict=True):
            data = _Data(
                data_in=row_in.ctypes.data,
                data_out=row_out.ctypes.data,
                input_frames=samples.shape[1],
                output_frames=length,
                src_ratio=new / orig,
            )
            if code := library.src_simple(ctypes.byref(data), converter, 1):
                raise RuntimeError(f"libsamplerate: error {code}")
        return out

    return run


def ours(quality: str, threads: int = 1) -> Engine:
    """acestep_compat.resample."""

    def run(samples: Samples, orig: int, new: int) -> Samples:
        return acestep_compat.resample(
            torch.from_numpy(samples), orig, new, quality=quality, num_threads=threads
        ).numpy()

    return run


def soxr_at(quality: str) -> Engine:
    """soxr, which wants [T, C]; the transposition back to contiguous [C, T] is part of its cost."""

    def run(samples: Samples, orig: int, new: int) -> Samples:
        return np.ascontiguousarray(soxr.resample(samples.T, orig, new, quality).T)

    return run


def torchaudio_default(samples: Samples, orig: int, new: int) -> Samples:
    """torchaudio.functional.resample as it is called everywhere: a Hann window of width 6."""
    return torchaudio.functional.resample(torch.from_numpy(samples), orig, new).numpy()
