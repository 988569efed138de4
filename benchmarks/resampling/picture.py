"""Spectrograms of a resampled sweep: whatever is not the one rising line is the resampler's fault."""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from scipy.signal import spectrogram

from .engines import Engine

ORIG, NEW, SECONDS = 96000, 44100, 8


def draw(engines: dict[str, Engine], path: Path) -> None:
    """A sine that rises from 0 to 48 kHz in 8 s, converted from 96 to 44.1 kHz: it must vanish at 22.05 kHz."""
    t = np.arange(ORIG * SECONDS) / ORIG
    sweep = (0.9 * np.sin(np.pi * (ORIG / 2) / SECONDS * t**2)).astype(np.float32)[None]
    figure, axes = plt.subplots(1, len(engines), figsize=(3.6 * len(engines), 3.8), sharey=True)
    for axis, (name, engine) in zip(axes, engines.items(), strict=True):
        out = engine(sweep, ORIG, NEW)[0]
        frequency, time, power = spectrogram(
            out, NEW, window=("kaiser", 20.0), nperseg=2048, noverlap=1536, scaling="spectrum"
        )
        level = 10 * np.log10(np.maximum(2 * power / 0.81, 1e-20))
        image = axis.pcolormesh(
            time, frequency / 1000, level, vmin=-160, vmax=0, cmap="inferno", rasterized=True
        )
        axis.set_title(name, fontsize=10)
        axis.set_xlabel("time, s")
    axes[0].set_ylabel("frequency, kHz")
    figure.colorbar(image, ax=axes, label="dB against the sweep")
    figure.savefig(path, dpi=80, bbox_inches="tight")
