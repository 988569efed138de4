"""One function per peer: a file into a contiguous float32 tensor [C, T], the way that its users
would write it.
"""

from __future__ import annotations

import librosa
import numpy as np
import soundfile
import soxr
import torch
import torchaudio
from torch import Tensor
from torchcodec.decoders import AudioDecoder, WavDecoder


def soundfile_load(path: str) -> Tensor:
    samples, _ = soundfile.read(path, dtype="float32", always_2d=True)
    return torch.from_numpy(np.ascontiguousarray(samples.T))


def soundfile_soxr_load(path: str, rate: int, quality: str = "HQ") -> Tensor:
    samples, file_rate = soundfile.read(path, dtype="float32", always_2d=True)
    return torch.from_numpy(
        np.ascontiguousarray(soxr.resample(samples, file_rate, rate, quality).T)
    )


def torchcodec_load(path: str, rate: int | None = None) -> Tensor:
    return AudioDecoder(path, sample_rate=rate).get_all_samples().data.contiguous()


def torchcodec_wav(path: str) -> Tensor:
    """WavDecoder's own result, a transposed view."""
    return WavDecoder(path).get_all_samples().data


def torchcodec_wav_contiguous(path: str) -> Tensor:
    return torchcodec_wav(path).contiguous()


def torchaudio_load(path: str, rate: int | None = None) -> Tensor:
    samples, file_rate = torchaudio.load(path)
    if rate is not None:
        samples = torchaudio.functional.resample(samples, file_rate, rate)
    return samples.contiguous()


def librosa_load(path: str, rate: int | None = None) -> Tensor:
    samples, _ = librosa.load(path, sr=rate, mono=False)
    return torch.from_numpy(np.ascontiguousarray(samples))
