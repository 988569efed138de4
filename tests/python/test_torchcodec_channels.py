"""The torchcodec stand-in mixes channels with FFmpeg's levels."""

from __future__ import annotations

import subprocess

import numpy as np
import pytest
import torch

from acestep_compat.torchcodec_compat.channel_mixing import mix
from acestep_compat.torchcodec_compat.decoders import AudioDecoder
from acestep_compat.torchcodec_compat.encoders import AudioEncoder


@pytest.mark.programs
@pytest.mark.parametrize("wanted", [1, 2, 3, 4, 5, 6, 7, 8, 16, 24])
@pytest.mark.parametrize("available", [1, 2, 3, 4, 5, 6, 7, 8])
def test_every_number_of_channels_is_made_of_every_other_as_ffmpeg_does(
    available: int, wanted: int
) -> None:
    samples = torch.rand(available, 500) - 0.5
    raw = ["-f", "f32le", "-ar", "48000", "-ac"]
    command = ["ffmpeg", "-nostdin", "-v", "error", *raw, str(available), "-i", "pipe:0"]
    command += [*raw, str(wanted), "pipe:1"]
    content = samples.t().contiguous().numpy().tobytes()
    # Without the terminal's standard input ffmpeg reads this one.
    command.remove("-nostdin")
    output = subprocess.run(command, input=content, capture_output=True, check=True).stdout
    expected = torch.from_numpy(np.frombuffer(output, np.float32).reshape(-1, wanted).T.copy())
    # Sums of at most five numbers below 1 in float32.
    torch.testing.assert_close(mix(samples, wanted), expected, atol=5e-7, rtol=0)


@pytest.mark.parametrize("wanted", [9, 15, 23, 25])
def test_a_number_of_channels_without_a_layout_is_refused(wanted: int) -> None:
    content = AudioEncoder(torch.zeros(2, 100), sample_rate=16000).to_tensor("wav")
    with pytest.raises(RuntimeError, match="Couldn't initialize SwrContext:"):
        AudioDecoder(content, num_channels=wanted).get_all_samples()
