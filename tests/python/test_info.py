from __future__ import annotations

import io
import json
import pickle
from pathlib import Path

import pytest
import torch

import acestep_compat as ac
import corpus


@pytest.mark.parametrize("name", corpus.ALL)
def test_num_frames_is_what_loading_gives(files: Path, name: str) -> None:
    info = ac.get_audio_info(files / name)
    waveform, sample_rate = ac.load_audio_safe(files / name)
    assert (info.num_channels, info.num_frames) == tuple(waveform.shape)
    assert info.sample_rate == sample_rate


@pytest.mark.parametrize(
    ("name", "format", "encoding", "bits"),
    [
        ("u8.wav", "wav", "PCM_U", 8),
        ("s16.wav", "wav", "PCM_S", 16),
        ("s24.wav", "wav", "PCM_S", 24),
        ("f32.wav", "wav", "PCM_F", 32),
        ("f64.wav", "wav", "PCM_F", 64),
        ("mulaw.wav", "wav", "ULAW", 8),
        ("alaw.wav", "wav", "ALAW", 8),
        ("ima.wav", "wav", "ADPCM", 0),
        ("sixtyfour.wav", "rf64", "PCM_S", 16),
        ("s16.w64", "w64", "PCM_S", 16),
        ("s16.flac", "flac", "FLAC", 16),
        ("s24.flac", "flac", "FLAC", 24),
        ("s24.aiff", "aiff", "PCM_S", 24),
        ("s16.au", "au", "PCM_S", 16),
        ("s16.caf", "caf", "PCM_S", 16),
        ("vorbis.ogg", "ogg", "VORBIS", 0),
        ("opus.opus", "opus", "OPUS", 0),
        ("vbr_without_xing.mp3", "mp3", "MP3", 0),
    ],
)
def test_encoding_and_depth_are_torchaudios_words(
    files: Path, name: str, format: str, encoding: str, bits: int
) -> None:
    info = ac.get_audio_info(files / name)
    assert (info.format, info.encoding, info.bits_per_sample) == (format, encoding, bits)
    assert info.backend


def test_bit_rate_is_what_the_file_says_or_its_mean(files: Path) -> None:
    s24 = ac.get_audio_info(files / "s24.wav")
    assert s24.bit_rate == s24["bit_rate"] == s24.sample_rate * s24.num_channels * 24
    flac = ac.get_audio_info(files / "s16.flac")
    assert flac.bit_rate == round((files / "s16.flac").stat().st_size * 8 / flac.duration)


def test_an_mp3_says_its_bit_rate_and_how_late_it_begins(
    tmp_path: Path, clip: torch.Tensor
) -> None:
    ac.save_audio_safe(tmp_path / "x.mp3", clip, corpus.RATE, bit_rate=192000)
    info = ac.get_audio_info(tmp_path / "x.mp3")
    # LAME's delay of 576 and the decoder's of 529.
    assert (info.bit_rate, info.priming_frames) == (192000, 1105)


def test_info_is_a_mapping_too(song: Path) -> None:
    info = ac.get_audio_info(song)
    assert info["sample_rate"] == info.sample_rate == 48000
    assert info["num_channels"] == 2
    assert info["duration"] == info.duration == info.num_frames / 48000
    assert {"sample_rate", "num_frames", "num_channels"} <= set(info)
    assert info.get("no such key") is None
    with pytest.raises(KeyError):
        info["no such key"]
    assert json.loads(json.dumps(dict(info)))["num_frames"] == info.num_frames


def test_info_pickles_and_compares_by_value(song: Path) -> None:
    info = ac.get_audio_info(song)
    pickled = pickle.dumps(info)
    assert pickle.loads(pickled) == info
    assert b"acestep_compat._" not in pickled, "a pickle names the public class only"
    assert hash(info) == hash(ac.get_audio_info(song))
    with pytest.raises(AttributeError):
        info.sample_rate = 1  # type: ignore[misc]


def test_tags_come_back(files: Path, clip, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    tags = {"title": "Canção 音楽 🎵", "artist": "Somebody", "tracknumber": "7"}
    for name in ("a.flac", "a.ogg", "a.mp3", "a.wav"):
        ac.save_audio_safe(tmp_path / name, clip, corpus.RATE, tags=tags)
        found = ac.get_audio_info(tmp_path / name).tags
        assert {key: found.get(key) for key in tags} == tags, name


def test_a_file_object_is_left_where_it_was(files: Path) -> None:
    content = (files / "s16.flac").read_bytes()
    for file in (io.BytesIO(b"12345" + content), (files / "s16.flac").open("rb")):
        with file:
            start = 5 if isinstance(file, io.BytesIO) else 0
            file.seek(start)
            assert ac.get_audio_info(file).num_frames == corpus.RATE * corpus.SECONDS
            assert file.tell() == start
