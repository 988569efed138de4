"""The torchcodec stand-in: semantics and messages that torchcodec 0.17's own callers and tests
look for.
"""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import torch

import acestep_compat
from acestep_compat.torchcodec_compat import AudioSamples
from acestep_compat.torchcodec_compat.decoders import (
    AudioDecoder,
    WavDecoder,
    get_container_metadata,
)

pytestmark = pytest.mark.programs


@pytest.fixture(scope="module")
def wav(song: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds of the song as 16-bit WAV, 48 kHz stereo."""
    path = tmp_path_factory.mktemp("torchcodec") / "song.wav"
    command = ["ffmpeg", "-nostdin", "-v", "error", "-i", str(song), "-t", "6", "-c:a", "pcm_s16le"]
    subprocess.run([*command, str(path)], check=True)
    return path


@pytest.mark.parametrize("kind", ["str", "path", "bytes", "tensor", "file", "buffer"])
def test_every_kind_of_source_gives_the_same_samples(wav: Path, kind: str) -> None:
    content = wav.read_bytes()
    with wav.open("rb") as file:
        sources = {
            "str": str(wav),
            "path": wav,
            "bytes": content,
            "tensor": torch.frombuffer(bytearray(content), dtype=torch.uint8),
            "file": file,
            "buffer": io.BytesIO(content),
        }
        samples = AudioDecoder(sources[kind]).get_all_samples()
    assert torch.equal(samples.data, acestep_compat.load_audio_safe(wav)[0])
    assert (samples.pts_seconds, samples.duration_seconds, samples.sample_rate) == (0.0, 6.0, 48000)


@pytest.mark.parametrize("rate", [None, 16000, 24000, 44100, 48001, 96000])
@pytest.mark.parametrize("num_channels", [None, 1])
def test_chunks_of_any_size_join_to_the_full_decode(
    wav: Path, rate: int | None, num_channels: int | None
) -> None:
    # 0.37 s is no whole number of samples at 44.1 kHz, so boundaries fall between samples. 24 and 96 kHz are made by
    # FFTs of whole blocks, 48,001 Hz by an interpolated filter, the others by a polyphase one.
    decoder = AudioDecoder(wav, sample_rate=rate, num_channels=num_channels)
    edges = [index * 0.37 for index in range(17)]
    chunks = [
        decoder.get_samples_played_in_range(start, stop).data
        for start, stop in zip(edges, [*edges[1:], None], strict=True)
    ]
    assert torch.equal(torch.cat(chunks, 1), decoder.get_all_samples().data)


def test_range_has_exact_times(wav: Path) -> None:
    samples = AudioDecoder(wav).get_samples_played_in_range(1.5, 2.5)
    assert (samples.pts_seconds, samples.duration_seconds, samples.data.shape[1]) == (
        1.5,
        1.0,
        48000,
    )


def test_negative_start_is_the_beginning_and_equal_bounds_are_empty(wav: Path) -> None:
    decoder = AudioDecoder(wav)
    assert decoder.get_samples_played_in_range(-3.0, 1.0).data.shape == (2, 48000)
    assert decoder.get_samples_played_in_range(1.0, 1.0).data.shape == (2, 0)
    assert WavDecoder(wav).get_samples_played_in_range(6.0, 6.0).data.shape == (2, 0)


def test_metadata_names_the_source_and_can_be_set(wav: Path) -> None:
    decoder = AudioDecoder(wav, sample_rate=16000)
    metadata = decoder.metadata
    assert (metadata.sample_rate, metadata.num_channels, metadata.codec) == (48000, 2, "pcm_s16le")
    assert (metadata.sample_format, metadata.duration_seconds, metadata.bit_rate) == (
        "s16",
        6.0,
        1536000,
    )
    assert metadata == replace(metadata)
    assert metadata != replace(metadata, codec="flac")
    metadata.path = str(wav)  # type: ignore[attr-defined]  # as Hugging Face datasets does
    assert get_container_metadata(wav).best_audio_stream_index == 0


def test_wav_decoder_equals_audio_decoder(wav: Path) -> None:
    whole = WavDecoder(wav).get_all_samples()
    assert WavDecoder(wav).metadata == AudioDecoder(wav).metadata
    part = WavDecoder(wav).get_samples_played_in_range(1.0, 2.0)
    assert torch.equal(whole.data, AudioDecoder(wav).get_all_samples().data)
    assert torch.equal(part.data, whole.data[:, 48000:96000])


@pytest.mark.parametrize(
    ("call", "kind", "message"),
    [
        (lambda wav: AudioDecoder(123), TypeError, "Unknown source type"),
        (lambda wav: AudioDecoder(io.StringIO("x")), TypeError, "binary reading?"),
        (lambda wav: AudioDecoder(wav, stream_index=40), ValueError, "40 is not a valid stream"),
        (lambda wav: AudioDecoder(wav, num_channels=0), RuntimeError, "num_channels must be > 0"),
        (lambda wav: AudioDecoder(b"no audio at all"), RuntimeError, "Invalid data found"),
        (lambda wav: AudioDecoder("missing.wav"), RuntimeError, "missing.wav"),
        (
            lambda wav: AudioDecoder(wav).get_samples_played_in_range(3, 2),
            ValueError,
            "Invalid start seconds",
        ),
        (
            lambda wav: AudioDecoder(wav).get_samples_played_in_range(10, None),
            RuntimeError,
            "No audio frames were decoded",
        ),
        (lambda wav: WavDecoder(b"ID3 and the rest"), RuntimeError, "Missing RIFF header"),
        (
            lambda wav: WavDecoder(wav).get_samples_played_in_range(2.0, 1.0),
            ValueError,
            r"Invalid start seconds: 2.0. It must be less than or equal to stop seconds \(1.0\).",
        ),
        (
            lambda wav: WavDecoder(wav).get_samples_played_in_range(10, None),
            RuntimeError,
            r"No samples to decode. This is probably because start_seconds is too high\(10\)",
        ),
        (
            lambda wav: AudioSamples(torch.zeros(3), 0, 0, 1),
            ValueError,
            "data must be 2-dimensional",
        ),
    ],
)
def test_message_is_the_one_that_callers_match(wav: Path, call, kind, message) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(kind, match=message):
        call(wav)
