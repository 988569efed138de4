"""The torchcodec stand-in mixes channels with FFmpeg's levels."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
import torch

import acestep_compat
from acestep_compat.torchcodec_compat._channel_mixing import mix
from acestep_compat.torchcodec_compat.decoders import AudioDecoder
from acestep_compat.torchcodec_compat.encoders import AudioEncoder
from audio_reference import ffmpeg


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


@pytest.mark.programs
@pytest.mark.parametrize(
    ("name", "channels"),
    [
        *((name, channels) for name in ("flac", "ogg") for channels in (3, 5, 6, 7, 8)),
        ("opus", 6),
        ("opus", 8),
    ],
)
def test_channels_come_in_the_order_of_wav(tmp_path: Path, name: str, channels: int) -> None:
    # Each channel has a tone of its own, which survives lossy codecs; the lowest ones pass for low-frequency effects.
    times = torch.arange(48000, dtype=torch.float64) / 48000
    tones = torch.stack([(6.2832 * 30 * (c + 1) * times).sin() * 0.5 for c in range(channels)])
    acestep_compat.save_audio_safe(
        tmp_path / "tones.wav", tones.float(), 48000, encoding="PCM_F", bits_per_sample=32
    )
    layout = {3: "3.0", 5: "5.0", 6: "5.1", 7: "6.1", 8: "7.1"}[channels]
    codec = {"flac": "flac", "ogg": "libvorbis", "opus": "libopus"}[name]
    options = ["-mapping_family", "1"] if name == "opus" else []
    ffmpeg(
        *("-channel_layout", layout, "-i", tmp_path / "tones.wav", "-c:a", codec, *options),
        *("-b:a", "512k", tmp_path / f"tones.{name}"),
    )  # fmt: skip
    decoded = AudioDecoder(tmp_path / f"tones.{name}").get_all_samples().data
    spectra = torch.fft.rfft(decoded[:, :48000]).abs()
    assert (spectra.argmax(1) / 30 - 1).round().tolist() == list(range(channels))
