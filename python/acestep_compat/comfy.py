"""ComfyUI's audio type: ``{"waveform": Tensor[B, C, T], "sample_rate": int}``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypedDict

from torch import Tensor


class ComfyAudio(TypedDict):
    """ComfyUI's AUDIO: a batch of waveforms of one rate."""

    waveform: Tensor
    sample_rate: int


def to_comfy_audio(waveform: Tensor, sample_rate: int) -> ComfyAudio:
    """Wraps samples for a ComfyUI node.

    Args:
        waveform: ``[frames]``, ``[channels, frames]`` or ``[batch, channels, frames]``.
        sample_rate: Hz.

    Raises:
        ValueError: More than three dimensions, or none.

    Example::

        return (to_comfy_audio(*acestep_compat.load_audio_safe("song.mp3")),)
    """
    if not 1 <= waveform.ndim <= 3:
        raise ValueError(
            f"waveform must be [T], [C, T] or [B, C, T], got shape {tuple(waveform.shape)}"
        )
    while waveform.ndim < 3:
        waveform = waveform.unsqueeze(0)
    return {"waveform": waveform, "sample_rate": int(sample_rate)}


def from_comfy_audio(audio: Mapping[str, Any], index: int = 0) -> tuple[Tensor, int]:
    """Takes one waveform ``[channels, frames]`` and its rate out of ComfyUI's AUDIO.

    Args:
        audio: What a node gets.
        index: Which of the batch.

    Raises:
        ValueError: Not ``[B, C, T]``, or no such index.

    Example::

        waveform, sample_rate = from_comfy_audio(audio)
        acestep_compat.save_audio_safe("out.mp3", waveform, sample_rate, compression="V0")
    """
    waveform = audio["waveform"]
    if waveform.ndim != 3:
        raise ValueError(f'audio["waveform"] must be [B, C, T], got shape {tuple(waveform.shape)}')
    if not -waveform.shape[0] <= index < waveform.shape[0]:
        raise ValueError(f"index must be below the batch's size {waveform.shape[0]}, got {index}")
    return waveform[index], int(audio["sample_rate"])
