"""Figures of a resampler, by least-squares fits against the ideal sine in double precision."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .engines import Engine

LEVEL = 0.9


class Figures(NamedTuple):
    """What docs/resampling.md tables; frequencies in Hz, the rest in dB."""

    snr: float  # the worst of the tones from 20 Hz to 0.86 of the lower Nyquist frequency
    flat: float  # the gain is within 0.1 dB up to here
    spurious: float  # the worst component beside the tone, for a tone at 0.9 of that frequency
    alias: float  # the worst of tones above the new Nyquist frequency


class Fit(NamedTuple):
    """A fitted sine and what is left of the signal."""

    amplitude: float
    residual: float
    rms: float


def tone(engine: Engine, orig: int, new: int, frequency: float) -> Fit:
    """Resamples a sine and fits the middle of the result."""
    angle = 2 * np.pi * frequency * np.arange(min(orig, 48000)) / orig
    samples = (LEVEL * np.sin(angle + 0.3)).astype(np.float32)[None]
    out = engine(samples, orig, new)[0].astype(np.float64)
    edge = len(out) // 5
    middle = out[edge:-edge]
    angle = 2 * np.pi * frequency / new * np.arange(len(middle))
    basis = np.stack([np.cos(angle), np.sin(angle), np.ones_like(angle)], axis=1)
    solution = np.linalg.lstsq(basis, middle, rcond=None)[0]
    residual = middle - basis @ solution
    return Fit(
        float(np.hypot(solution[0], solution[1])),
        float(np.sqrt(np.mean(residual**2))),
        float(np.sqrt(np.mean(middle**2))),
    )


def decibel(ratio: float) -> float:
    return 20 * float(np.log10(max(ratio, 1e-12)))


def measure(engine: Engine, orig: int, new: int) -> Figures:
    """All figures of one conversion."""
    nyquist = min(orig, new) / 2
    fits = [tone(engine, orig, new, part * nyquist) for part in (0.0009, 0.045, 0.2, 0.45, 0.7)]
    fits.append(tone(engine, orig, new, 0.8617 * nyquist))
    snr = min(decibel(fit.amplitude / np.sqrt(2) / fit.residual) for fit in fits)
    low, high = 0.3 * nyquist, 0.9999 * nyquist
    for _ in range(12):
        middle = (low + high) / 2
        if decibel(tone(engine, orig, new, middle).amplitude / LEVEL) > -0.1:
            low = middle
        else:
            high = middle
    spurious = tone(engine, orig, new, 0.9 * low).residual * np.sqrt(2) / LEVEL
    alias = 0.0
    if new < orig:
        alias = max(
            tone(engine, orig, new, part * nyquist).rms * np.sqrt(2) / LEVEL
            for part in (1.001, 1.005, 1.02, 1.04, 1.08)
            if part * nyquist < orig / 2
        )
    return Figures(snr, low, decibel(spurious), decibel(alias))
