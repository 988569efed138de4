"""The picture that scripts/demo draws."""

from __future__ import annotations

from pathlib import Path

import matplotlib

matplotlib.use("Agg")  # needs no display

import matplotlib.pyplot as plt
import torch

COLUMNS = 1600  # of the picture; more would not show


def envelope(channel: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The lowest and the highest sample in each of COLUMNS equal stretches of [T]."""
    width = max(1, channel.numel() // COLUMNS)
    stretches = channel[: channel.numel() // width * width].reshape(-1, width)
    return stretches.amin(1), stretches.amax(1)


def spectrogram(mono: torch.Tensor, size: int = 2048) -> torch.Tensor:
    """Levels [frequencies, columns] in dB relative to a sine of full scale."""
    padded = torch.nn.functional.pad(mono, (0, max(0, size - mono.numel())))
    window = torch.hann_window(size)
    hop = max(size // 4, padded.numel() // COLUMNS)
    spectrum = torch.stft(padded, size, hop, window=window, return_complex=True).abs()
    return 20 * torch.log10(spectrum * (2 / window.sum()) + 1e-6)


def draw(title: str, waveform: torch.Tensor, sample_rate: int, path: Path) -> None:
    """Draws every channel of [C, T] over its time, and below them the spectrogram of their mean."""
    duration = waveform.shape[1] / sample_rate
    count = waveform.shape[0]
    figure, axes = plt.subplots(
        count + 1,
        1,
        sharex=True,
        layout="constrained",
        figsize=(14, 2 * count + 5),
        height_ratios=[1] * count + [3],
    )
    figure.suptitle(f"{title}   {duration:.1f} s, {sample_rate} Hz")
    for index in range(count):
        low, high = envelope(waveform[index])
        time = torch.linspace(0, duration, low.numel())
        axes[index].fill_between(time.numpy(), low.numpy(), high.numpy(), linewidth=0)
        axes[index].set(ylim=(-1.05, 1.05), ylabel=f"channel {index + 1}")
    image = axes[-1].imshow(
        spectrogram(waveform.mean(0)).numpy(),
        origin="lower",
        aspect="auto",
        extent=(0, duration, 0, sample_rate / 2000),
        vmin=-100,
        vmax=0,
        cmap="magma",
        interpolation="nearest",
    )
    axes[-1].set(xlabel="time, s", ylabel="frequency, kHz")
    figure.colorbar(image, ax=axes, label="level, dBFS")
    figure.savefig(path, dpi=110)
    plt.close(figure)
