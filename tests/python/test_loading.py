from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import torch

import acestep_compat as ac
import corpus
from audio_reference import (
    aligned,
    ffmpeg,
    ffmpeg_samples,
    lame_samples,
    sndfile_samples,
    snr_db,
)


@pytest.mark.parametrize("name", corpus.LOSSLESS)
def test_a_lossless_file_has_the_samples_that_libsndfile_reads(files: Path, name: str) -> None:
    waveform, sample_rate = ac.load_audio_safe(files / name)
    expected = sndfile_samples(files / name)
    assert sample_rate == corpus.RATE
    assert waveform.dtype == torch.float32
    assert waveform.is_contiguous()
    np.testing.assert_array_equal(waveform.numpy(), expected)


@pytest.mark.programs
@pytest.mark.parametrize("name", corpus.LOSSY)
def test_a_lossy_file_has_the_samples_that_another_decoder_gives(
    files: Path, tmp_path: Path, name: str
) -> None:
    waveform, _ = ac.load_audio_safe(files / name)
    # FFmpeg 5.1 decodes some MPEG-2 frames unlike libmpg123, libsndfile and LAME, to 17 dB.
    mpeg2 = name == "mpeg2.mp3"
    path = files / name
    expected = lame_samples(path, tmp_path) if mpeg2 else ffmpeg_samples(path, channels=2)
    # Decoders may round differently, and keep or drop the encoder's delay.
    ours, theirs = aligned(waveform.numpy(), expected)
    assert ours.shape[1] > 0.98 * corpus.SECONDS * ac.get_audio_info(files / name).sample_rate
    assert snr_db(theirs, ours) > 60
    assert abs(waveform.shape[1] - expected.shape[1]) <= 2400  # frames: delay and padding


@pytest.mark.parametrize("name", corpus.ALL)
def test_a_part_is_the_slice_of_the_whole(files: Path, name: str) -> None:
    whole, _ = ac.load_audio_safe(files / name)
    dice = random.Random(name)
    length = whole.shape[1]
    ranges = [(0, 1), (length - 1, 10), (length, 5), (length + 7, -1), (1, 0)]
    ranges += [(dice.randrange(length), dice.choice([-1, 1, 777, 30000])) for _ in range(20)]
    for offset, count in ranges:
        part, _ = ac.load_audio_safe(files / name, frame_offset=offset, num_frames=count)
        end = length if count < 0 else offset + count
        assert torch.equal(part, whole[:, offset:end]), (offset, count)


@pytest.mark.parametrize("name", corpus.SHORT)
@pytest.mark.parametrize("threads", [1, 2, 7])
def test_the_number_of_threads_changes_no_sample(files: Path, name: str, threads: int) -> None:
    expected, _ = ac.load_audio_safe(files / name, 16000, num_threads=3)
    waveform, _ = ac.load_audio_safe(files / name, 16000, num_threads=threads)
    assert torch.equal(waveform, expected)


def test_a_long_file_is_the_same_on_one_and_two_threads(song: Path) -> None:
    one, _ = ac.load_audio_safe(song, 44100, num_threads=1)
    two, _ = ac.load_audio_safe(song, 44100, num_threads=2)
    assert torch.equal(one, two)


@pytest.mark.parametrize("rate", [16000, 22050, 44100, 48000])
def test_resampling_while_loading_equals_resampling_afterwards(files: Path, rate: int) -> None:
    part, orig = ac.load_audio_safe(files / "s24.wav", frame_offset=1000, num_frames=50001)
    waveform, sample_rate = ac.load_audio_safe(
        files / "s24.wav", rate, frame_offset=1000, num_frames=50001
    )
    assert sample_rate == rate
    assert waveform.shape[1] == -(-50001 * rate // orig)
    assert torch.equal(waveform, ac.resample(part, orig, rate))


def test_mono_is_the_mean_of_all_channels(files: Path) -> None:
    for name in ("s16.wav", "surround.wav"):
        whole, _ = ac.load_audio_safe(files / name)
        mono, _ = ac.load_audio_safe_mono(files / name)
        assert mono.shape == (1, whole.shape[1])
        torch.testing.assert_close(
            mono, whole.mean(0, keepdim=True), rtol=0, atol=1e-7
        )  # float rounding
        assert torch.equal(mono, ac.load_audio_safe(files / name, mono=True)[0])


def test_stereo_duplicates_mono_and_takes_the_first_two_of_more(files: Path) -> None:
    mono, _ = ac.load_audio_safe(files / "mono.wav")
    assert torch.equal(ac.load_audio_safe_stereo(files / "mono.wav")[0], mono.expand(2, -1))
    surround, _ = ac.load_audio_safe(files / "surround.wav")
    assert surround.shape[0] == 6
    assert torch.equal(ac.load_audio_safe_stereo(files / "surround.wav")[0], surround[:2])


@pytest.mark.programs
@pytest.mark.parametrize("name", ["a.ogg", "a.opus"])
def test_stereo_of_surround_in_ogg_is_left_and_right(
    files: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    # Six channels that all differ.
    surround = "pan=5.1|" + "|".join(f"c{to}={0.9 - 0.1 * to}*c{to % 2}" for to in range(6))
    encoder = ["-ar", "48000", "-c:a", "libopus"] if name == "a.opus" else ["-c:a", "libvorbis"]
    ffmpeg("-i", files / "clip.wav", "-af", surround, *encoder, path)
    stereo, _ = ac.load_audio_safe_stereo(path)
    # FFmpeg's order begins with left and right whatever the file's is.
    expected = ffmpeg_samples(path, channels=6)[:2]
    assert stereo.shape == expected.shape
    for ours, theirs in zip(stereo.numpy(), expected, strict=True):
        assert snr_db(theirs, ours) > 60  # decoders may round differently


def test_offset_and_duration_are_seconds(files: Path) -> None:
    whole, rate = ac.load_audio_safe(files / "s16.wav")
    part, _ = ac.load_audio_safe(files / "s16.wav", offset=0.29, duration=1.5)
    start = round(0.29 * rate)
    assert torch.equal(part, whole[:, start : start + round(1.5 * rate)])
    assert torch.equal(
        ac.load_audio_safe(files / "s16.wav", offset=4.5)[0], whole[:, round(4.5 * rate) :]
    )
    assert ac.load_audio_safe_mono(files / "s16.wav", duration=0)[0].shape == (1, 0)


def test_every_range_of_one_duration_has_one_length(files: Path) -> None:
    dice = random.Random(1)
    lengths = {
        ac.load_audio_safe(files / "s16.wav", offset=dice.uniform(0, 4), duration=0.12345)[0].shape
        for _ in range(50)
    }
    assert lengths == {(2, round(0.12345 * corpus.RATE))}


def test_the_format_is_found_by_content_not_by_name(files: Path, tmp_path: Path) -> None:
    disguised = tmp_path / "music.mp3"
    disguised.write_bytes((files / "s16.flac").read_bytes())
    assert ac.get_audio_info(disguised).format == "flac"
    assert torch.equal(ac.load_audio_safe(disguised)[0], ac.load_audio_safe(files / "s16.flac")[0])


@pytest.mark.programs
def test_opus_is_48_khz_whatever_it_was_made_from(files: Path, tmp_path: Path) -> None:
    ffmpeg("-i", files / "clip.wav", "-c:a", "libopus", "-ar", "16000", tmp_path / "low.opus")
    waveform, rate = ac.load_audio_safe(tmp_path / "low.opus")
    assert rate == 48000
    assert waveform.shape[1] == corpus.SECONDS * 48000


@pytest.mark.parametrize("size", ["zero", "huge"])
def test_a_streamed_wav_gives_what_is_there(files: Path, tmp_path: Path, size: str) -> None:
    content = bytearray((files / "s16.wav").read_bytes())
    field = content.index(b"data") + 4
    claim = b"\0\0\0\0" if size == "zero" else b"\xff\xff\xff\xff"
    content[4:8] = content[field : field + 4] = claim
    path = tmp_path / "streamed.wav"
    path.write_bytes(content)
    waveform, _ = ac.load_audio_safe(path)
    assert torch.equal(waveform, ac.load_audio_safe(files / "s16.wav")[0])
    assert ac.get_audio_info(path).num_frames == waveform.shape[1]
