"""The torchcodec stand-in's encoders: what they write, and the words in which they refuse."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch

import acestep_compat
from acestep_compat.torchcodec_compat.decoders import AudioDecoder
from acestep_compat.torchcodec_compat.encoders import AudioEncoder, Encoder
from audio_reference import ffmpeg


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: AudioEncoder([1.0], sample_rate=1),
            "Expected samples to be a Tensor",
        ),
        (
            lambda: AudioEncoder(torch.zeros(1, 1, 1), sample_rate=1),
            "Expected 1D or 2D samples",
        ),
        (
            lambda: AudioEncoder(torch.zeros(1, 1, dtype=torch.int16), sample_rate=1),
            "Expected float32 samples",
        ),
        (
            lambda: AudioEncoder(torch.zeros(1, 1), sample_rate=0),
            "sample_rate = 0 must be > 0",
        ),
    ],
)
def test_unfit_samples_are_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("x.nonsense", {}), "check the desired extension"),
        (("x.wav", {"bit_rate": -1}), "bit_rate=-1 must be >= 0"),
        (("x.mp3", {"num_channels": 3}), r"Desired number of channels \(3\) is not supported"),
        (("x.wav", {"num_channels": 10}), r"Desired number of channels \(10\) is not supported"),
        (("x.mp3", {"sample_rate": 10}), "invalid sample rate=10"),
        (("no/such/folder/x.wav", {}), r"no.such.folder.x\.wav"),
    ],
)
def test_encoder_refuses_with_the_message_that_callers_match(
    tmp_path: Path, arguments: tuple[str, dict[str, int]], message: str
) -> None:
    name, options = arguments
    with pytest.raises(RuntimeError, match=message):
        AudioEncoder(torch.zeros(2, 100), sample_rate=16000).to_file(tmp_path / name, **options)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_encoder_refuses_more_than_eight_channels_and_unfit_file_objects() -> None:
    with pytest.raises(RuntimeError, match="Trying to encode 10 channels"):
        AudioEncoder(torch.zeros(10, 10), sample_rate=16000).to_tensor("wav")
    with pytest.raises(RuntimeError, match="File like object must implement a write method"):
        AudioEncoder(torch.zeros(1, 10), sample_rate=16000).to_file_like(object(), "wav")
    with pytest.raises(RuntimeError, match="Check the desired format"):
        AudioEncoder(torch.zeros(1, 10), sample_rate=16000).to_tensor("nonsense")


@pytest.mark.programs
@pytest.mark.parametrize("name", ["wav", "flac", "mp3", "ogg"])
def test_encoder_writes_what_ffmpeg_reads(clip: torch.Tensor, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"out.{name}"
    AudioEncoder(clip, sample_rate=44100).to_file(path, sample_rate=48000, num_channels=1)
    probe = [
        "ffprobe",
        "-v",
        "error",
        "-show_entries",
        "stream=sample_rate,channels",
        "-of",
        "csv=p=0",
        str(path),
    ]
    assert (
        subprocess.run(probe, capture_output=True, text=True, check=True).stdout.strip()
        == "48000,1"
    )


def test_encoder_fed_in_blocks_equals_one_call(tmp_path: Path) -> None:
    samples = torch.rand(1, 16000) - 0.5
    encoder = Encoder()
    stream = encoder.add_audio(sample_rate=16000, num_channels=1)
    with encoder.open_file(tmp_path / "blocks.flac"):
        for block in samples.split(1000, 1):
            stream.add_samples(block)
    encoder.close()
    AudioEncoder(samples, sample_rate=16000).to_file(tmp_path / "whole.flac")
    blocks, whole = (
        acestep_compat.load_audio_safe(tmp_path / f"{name}.flac")[0] for name in ("blocks", "whole")
    )
    assert torch.equal(blocks, whole)
    torch.testing.assert_close(blocks, samples, atol=2**-24, rtol=0)  # half a step of 24 bits


@pytest.mark.parametrize(
    ("rate", "asked", "nearest"),
    [
        (44100, 1, 32e3),
        (44100, 44_100, 40e3),
        (44100, 999_999_999, 320e3),
        (16000, 999_999_999, 160e3),
        (8000, 44_100, 40e3),
        (8000, 999_999_999, 64e3),
    ],
)
def test_mp3_gets_the_nearest_bit_rate_that_it_has(rate: int, asked: int, nearest: float) -> None:
    encoder = AudioEncoder(torch.rand(1, rate) - 0.5, sample_rate=rate)
    assert AudioDecoder(encoder.to_tensor("mp3", bit_rate=asked)).metadata.bit_rate == nearest


@pytest.mark.parametrize("name", ["opus", "ogg"])
def test_a_bit_rate_beyond_the_encoders_is_its_last_one(name: str) -> None:
    encoder = AudioEncoder(torch.rand(1, 48000) - 0.5, sample_rate=48000)
    sizes = [
        encoder.to_tensor(name, bit_rate=rate).numel() for rate in (1, 6000, 256_000, 999_999_999)
    ]
    assert sizes[0] <= sizes[1] < sizes[2] <= sizes[3]
    assert sizes[0] >= 0.9 * sizes[1]
    assert sizes[3] <= 1.1 * sizes[2]


@pytest.mark.parametrize("name", ["wav", "flac"])
def test_a_format_without_bit_rates_ignores_the_one_that_is_asked_for(name: str) -> None:
    encoder = AudioEncoder(torch.rand(1, 1000) - 0.5, sample_rate=16000)
    assert torch.equal(encoder.to_tensor(name, bit_rate=44_100), encoder.to_tensor(name))


def _opened() -> tuple[Encoder, Any]:
    encoder = Encoder()
    stream = encoder.add_audio(sample_rate=16000, num_channels=1)
    encoder.open_file_like(io.BytesIO(), format="wav")
    return encoder, stream


def _add_before_opening() -> None:
    Encoder().add_audio(sample_rate=16000, num_channels=1).add_samples(torch.zeros(1, 10))


def _add_after_closing() -> None:
    encoder, stream = _opened()
    encoder.close()
    stream.add_samples(torch.zeros(1, 10))


def _open_after_closing() -> None:
    encoder, _ = _opened()
    encoder.close()
    encoder.open_file("x.wav")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (_add_before_opening, r"Call open\(\) before addSamples\(\)"),
        (_add_after_closing, r"Cannot add samples after close\(\)"),
        (_open_after_closing, r"Cannot open after close\(\)"),
        (lambda: _opened()[0].open_file("x.wav"), r"open\(\) was already called"),
        (
            lambda: Encoder().open_file("x.wav"),
            r"Call addVideoStream\(\) or addAudioStream\(\) before open\(\)",
        ),
        (
            lambda: Encoder().add_audio(sample_rate=0, num_channels=1),
            "sample_rate must be > 0",
        ),
        (
            lambda: Encoder().add_audio(sample_rate=1, num_channels=0),
            "num_channels must be > 0",
        ),
        (
            lambda: _opened()[1].add_samples(torch.zeros(1, 10, dtype=torch.float64)),
            "must have float32 dtype",
        ),
        (lambda: _opened()[1].add_samples(torch.zeros(10)), "must have 2 dimensions"),
        (lambda: _opened()[1].add_samples(torch.zeros(2, 10)), "Expected 1 channels, got 2"),
    ],
)
def test_a_call_out_of_turn_is_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(RuntimeError, match=message):
        call()


@pytest.mark.programs
@pytest.mark.parametrize("name", ["wav", "flac", "mp3"])
@pytest.mark.parametrize("wanted", [1, 2])
def test_channels_of_the_file_are_mixed_as_ffmpeg_mixes_them(
    tmp_path: Path, clip: torch.Tensor, name: str, wanted: int
) -> None:
    source = tmp_path / "source.wav"
    samples = clip[: 3 - wanted]  # mono from stereo, stereo from mono
    acestep_compat.save_audio_safe(source, samples, 44100, encoding="PCM_F", bits_per_sample=32)
    ffmpeg("-i", source, "-ac", str(wanted), tmp_path / f"theirs.{name}")
    AudioEncoder(samples, sample_rate=44100).to_file(tmp_path / f"ours.{name}", num_channels=wanted)
    ours, theirs = (
        acestep_compat.load_audio_safe(tmp_path / f"{whose}.{name}")[0]
        for whose in ("ours", "theirs")
    )
    # Integer files differ by the rounding of a 16-bit step at most (FFmpeg makes 16-bit FLAC of this); of two encodings
    # of MP3 only the level can be compared.
    if name == "mp3":
        levels = [float(samples.square().mean()) for samples in (ours, theirs)]
        assert levels[0] == pytest.approx(levels[1], rel=0.01)
    else:
        torch.testing.assert_close(ours, theirs, atol=1.01 / 32768, rtol=0)
