"""The torchcodec stand-in chooses among the streams of a container, which another program decodes."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

import acestep_compat
from acestep_compat.torchcodec_compat.decoders import AudioDecoder, get_container_metadata
from audio_reference import ffmpeg

pytestmark = [
    pytest.mark.programs,
    pytest.mark.filterwarnings("ignore::acestep_compat.AudioFallbackWarning"),
]


@pytest.fixture(scope="module")
def video(song: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture, then mono audio at 16 kHz, then stereo audio at 44.1 kHz and a higher bit rate."""
    path = tmp_path_factory.mktemp("streams") / "video.mp4"
    ffmpeg(
        *("-f", "lavfi", "-i", "color=black:16x16:d=2", "-i", song, "-t", "2"),
        *("-map", "0:v", "-map", "1:a", "-map", "1:a", "-c:v", "mpeg4", "-c:a", "aac"),
        *("-ar:a:0", "16000", "-ac:a:0", "1", "-b:a:0", "32k", "-ar:a:1", "44100", "-b:a:1", "128k"),
        *("-disposition:a", "default", path),
    )  # fmt: skip
    return path


def test_the_best_stream_is_taken_by_default(video: Path) -> None:
    decoder = AudioDecoder(video)
    assert (decoder.stream_index, decoder.metadata.stream_index) == (2, 2)
    assert (decoder.metadata.sample_rate, decoder.metadata.num_channels) == (44100, 2)
    assert decoder.metadata.codec == "aac"
    expected, _ = acestep_compat.load_audio_safe(video)
    assert torch.equal(decoder.get_all_samples().data, expected)
    assert get_container_metadata(video).best_audio_stream_index == 2


def test_a_stream_is_chosen_by_its_number(video: Path) -> None:
    decoder = AudioDecoder(video, stream_index=1)
    assert decoder.stream_index == 1
    assert (decoder.metadata.sample_rate, decoder.metadata.num_channels) == (16000, 1)
    assert decoder.get_all_samples().data.shape[0] == 1


@pytest.mark.parametrize(
    ("index", "message"), [(0, "not an audio stream"), (40, "40 is not a valid stream")]
)
def test_a_stream_that_is_no_audio_is_refused(video: Path, index: int, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        AudioDecoder(video, stream_index=index)


def test_a_range_is_cut_without_decoding_anew(video: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decoder = AudioDecoder(video)
    whole = decoder.get_all_samples().data
    monkeypatch.setenv("PATH", "")  # no other program can be asked any more
    part = decoder.get_samples_played_in_range(0.5, 1.0).data
    assert torch.equal(part, whole[:, 22050:44100])
