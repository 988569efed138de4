"""librosa, which asks soundfile and audioread."""

from __future__ import annotations

import os

import torch

from .media import Decoded, Media, to_wav


def decode(media: Media) -> Decoded:
    import librosa

    samples, sample_rate = librosa.load(os.fsdecode(media.path), sr=None, mono=False)
    return Decoded(to_wav(torch.from_numpy(samples), int(sample_rate)))
