"""The recursive half of torchaudio's ``lfilter``, which its extension would do."""

from __future__ import annotations

import functools
import importlib.util

import torch
from torch import Tensor


def recursive_filter(waveform: Tensor, coefficients_flipped: Tensor, padded_output: Tensor) -> None:
    """y[t] = x[t] - a[1] y[t-1] - ... - a[n-1] y[t-n+1], in place.

    The same contract as ``torch.ops.torchaudio._lfilter_core_loop``.

    Args:
        waveform: x, ``[batch, channels, T]``.
        coefficients_flipped: a[n-1] ... a[0] of each channel, ``[channels, n]``, with a[0] = 1.
        padded_output: ``[batch, channels, T + n - 1]``, zeros first; y is written after the
            first n - 1.
    """
    order = coefficients_flipped.size(1)
    filtered = _scipy_filter if _has_scipy() else _block_filter
    for channel in range(waveform.size(1)):
        coefficients = coefficients_flipped[channel].flip(0)
        padded_output[:, channel, order - 1 :] = filtered(waveform[:, channel], coefficients)


@functools.cache
def _has_scipy() -> bool:
    return importlib.util.find_spec("scipy") is not None


def _scipy_filter(signal: Tensor, coefficients: Tensor) -> Tensor:
    from scipy.signal import lfilter

    filtered = lfilter(
        [1.0], coefficients.detach().cpu().numpy(), signal.detach().cpu().numpy(), axis=-1
    )
    return torch.from_numpy(filtered).to(signal)


def _block_filter(signal: Tensor, coefficients: Tensor, block: int = 256) -> Tensor:
    """Without SciPy: blocks of samples, each one a product with the impulse response, plus what
    its past adds.

    Within a block y = H x + R p, where H is the lower triangular Toeplitz matrix of the filter's
    impulse response and R the response to the n - 1 outputs p before the block. It is exact, and a
    few hundred times fewer steps than samples.
    """
    past_length = coefficients.numel() - 1
    work = signal.detach().to(torch.float64)
    taps = coefficients.detach().to(work)
    response = torch.zeros(block, past_length + block, dtype=work.dtype, device=work.device)
    units = torch.eye(past_length + block, dtype=work.dtype, device=work.device)
    for row in range(block):
        history = torch.cat([units[:past_length], response[:row]])[row : row + past_length]
        response[row] = units[past_length + row] - taps[1:].flip(0) @ history
    outputs = torch.zeros(
        work.shape[0], past_length + work.shape[1], dtype=work.dtype, device=work.device
    )
    for start in range(0, work.shape[1], block):
        part = work[:, start : start + block]
        count = part.shape[1]
        state = torch.cat([outputs[:, start : start + past_length], part], 1)
        outputs[:, past_length + start : past_length + start + count] = (
            state @ response[:count, : past_length + count].T
        )
    return outputs[:, past_length:].to(signal)
