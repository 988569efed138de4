"""The torchcodec stand-in begins an MP3 stream when FFmpeg does: behind the silence that its encoder put in front."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import torch

from acestep_compat.torchcodec_compat.decoders import AudioDecoder
from audio_reference import ffmpeg

pytestmark = pytest.mark.programs

# Name: rate, channels, what ffmpeg is told besides. Every length of side information, and both kinds of header.
FILES = {
    "mpeg1": (48000, 2, ["-b:a", "128k"]),
    "mpeg1-mono": (44100, 1, ["-b:a", "64k"]),
    "mpeg2": (22050, 2, ["-b:a", "32k"]),
    "mpeg2-mono": (16000, 1, ["-b:a", "32k"]),
    "mpeg25": (8000, 2, ["-b:a", "32k"]),
    "variable": (44100, 2, ["-q:a", "2"]),
    "no-header": (44100, 2, ["-b:a", "128k", "-write_xing", "0"]),
    "tagged": (
        44100,
        2,
        ["-b:a", "128k", "-id3v2_version", "4", "-metadata", "title=" + "x" * 70000],
    ),
}


@pytest.fixture(scope="module")
def mp3s(song: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mp3")
    for name, (rate, channels, options) in FILES.items():
        format = ["-ar", str(rate), "-ac", str(channels)]
        ffmpeg("-i", song, "-t", "3", *format, *options, folder / f"{name}.mp3")
    return folder


def _probe(path: Path) -> dict[str, str]:
    command = ["ffprobe", "-v", "error", "-of", "json", "-show_streams", str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    stream: dict[str, str] = json.loads(done.stdout)["streams"][0]
    return stream


@pytest.mark.parametrize("name", FILES)
def test_stream_begins_and_is_as_dense_as_ffmpeg_says(mp3s: Path, name: str) -> None:
    path = mp3s / f"{name}.mp3"
    expected, metadata = _probe(path), AudioDecoder(path).metadata
    # ffprobe prints microseconds.
    assert metadata.begin_stream_seconds == pytest.approx(float(expected["start_time"]), abs=1e-6)
    assert metadata.begin_stream_seconds_from_header == metadata.begin_stream_seconds
    assert metadata.bit_rate == float(expected["bit_rate"])


@pytest.mark.parametrize("name", FILES)
def test_time_counts_from_the_streams_beginning(mp3s: Path, name: str) -> None:
    decoder = AudioDecoder(mp3s / f"{name}.mp3")
    rate, begin = decoder.metadata.sample_rate, decoder.metadata.begin_stream_seconds
    assert rate is not None
    assert begin is not None
    whole = decoder.get_all_samples()
    assert whole.pts_seconds == begin
    part = decoder.get_samples_played_in_range(1.0, 2.0)
    first = round((1.0 - begin) * rate)
    assert torch.equal(part.data, whole.data[:, first : first + rate])
    assert (part.pts_seconds, part.duration_seconds) == (1.0, 1.0)


def test_what_ends_before_the_beginning_holds_nothing(mp3s: Path) -> None:
    decoder = AudioDecoder(mp3s / "mpeg1.mp3")  # begins at 0.023 s
    with pytest.raises(RuntimeError, match="No audio frames were decoded"):
        decoder.get_samples_played_in_range(0.0, 0.02)
    early = decoder.get_samples_played_in_range(0.01, 1.0)
    assert early.pts_seconds == decoder.metadata.begin_stream_seconds
    assert early.data.shape == (2, round((1.0 - early.pts_seconds) * 48000))
