"""torchaudio 2.8's names: signatures, types, encodings; soundfile as the independent reader."""

from __future__ import annotations

import inspect
import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

from acestep_compat import torchaudio_compat


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("load", "uri frame_offset num_frames normalize channels_first format buffer_size backend"),
        ("info", "uri format buffer_size backend"),
        (
            "save",
            "uri src sample_rate channels_first format encoding bits_per_sample buffer_size backend compression",
        ),
    ],
)
def test_signature_is_torchaudios(name: str, parameters: str) -> None:
    # Of torchaudio 2.8.0, whose callers pass these by position.
    assert (
        list(inspect.signature(getattr(torchaudio_compat, name)).parameters) == parameters.split()
    )


@pytest.mark.parametrize(
    ("subtype", "dtype", "shift"),
    [
        ("PCM_U8", "uint8", 0),
        ("PCM_16", "int16", 0),
        ("PCM_24", "int32", 0),
        ("PCM_32", "int32", 0),
    ],
)
def test_unnormalized_wav_keeps_its_integers(
    tmp_path: Path, subtype: str, dtype: str, shift: int
) -> None:
    path = tmp_path / "x.wav"
    samples = (np.sin(np.arange(1000) / 7) * 0.8).astype("float32")
    soundfile.write(path, samples, 16000, subtype=subtype)
    waveform, rate = torchaudio_compat.load(str(path), normalize=False)
    assert (rate, str(waveform.dtype)) == (16000, f"torch.{dtype}")
    if subtype == "PCM_U8":  # soundfile has no unsigned integers
        expected = (soundfile.read(path, dtype="int16")[0].astype("int32") // 256 + 128).astype(
            "uint8"
        )
    else:
        expected = soundfile.read(path, dtype=dtype)[0]
    assert np.array_equal(waveform[0].numpy(), expected)


def test_unnormalized_range_of_a_32_bit_wav_keeps_every_bit(tmp_path: Path) -> None:
    samples = np.random.default_rng(0).integers(-(2**31), 2**31, (1000, 3), dtype="int32")
    soundfile.write(tmp_path / "x.wav", samples, 16000, subtype="PCM_32")
    for source in (tmp_path / "x.wav", io.BytesIO((tmp_path / "x.wav").read_bytes())):
        part, _ = torchaudio_compat.load(source, 100, 50, normalize=False)
        assert np.array_equal(part.numpy(), samples[100:150].T)


@pytest.mark.parametrize(
    ("format", "endian"), [("WAV", "BIG"), ("W64", "FILE"), ("RF64", "FILE"), ("WAVEX", "FILE")]
)
def test_unnormalized_32_bits_keep_every_bit_in_all_kinds_of_wav(
    tmp_path: Path, format: str, endian: str
) -> None:
    samples = np.random.default_rng(0).integers(-(2**31), 2**31, (1000, 2), dtype="int32")
    path = tmp_path / "x.wav"
    soundfile.write(path, samples, 16000, subtype="PCM_32", format=format, endian=endian)
    waveform, rate = torchaudio_compat.load(path, 10, normalize=False)
    assert rate == 16000
    assert np.array_equal(waveform.numpy(), samples[10:].T)


def test_unnormalized_file_objects_are_read_from_where_they_stand_to_their_end(
    tmp_path: Path,
) -> None:
    samples = np.random.default_rng(0).integers(-(2**31), 2**31, (1000, 2), dtype="int32")
    soundfile.write(tmp_path / "x.wav", samples, 16000, subtype="PCM_32")
    (tmp_path / "later").write_bytes(b"junk" + (tmp_path / "x.wav").read_bytes())
    with open(tmp_path / "later", "rb") as file:
        file.seek(4)
        assert np.array_equal(torchaudio_compat.load(file, normalize=False)[0].numpy(), samples.T)
        assert file.read() == b""

    class Pipe:
        def read(self, count: int = -1) -> bytes:
            return (tmp_path / "x.wav").read_bytes()

    waveform, _ = torchaudio_compat.load(Pipe(), normalize=False)  # type: ignore[arg-type]
    assert np.array_equal(waveform.numpy(), samples.T)


@pytest.mark.parametrize("name", ["s16.flac", "s24.aiff", "f32.wav", "vorbis.ogg"])
def test_unnormalized_has_no_effect_on_what_is_no_integer_wav(files: Path, name: str) -> None:
    # As torchaudio 2.8 documents it.
    floats, _ = torchaudio_compat.load(files / name)
    assert torch.equal(torchaudio_compat.load(files / name, normalize=False)[0], floats)


@pytest.mark.parametrize(
    ("name", "encoding", "subtype"), [("x.flac", None, "PCM_24"), ("x.wav", "PCM_F", "FLOAT")]
)
def test_integers_of_more_bits_than_the_file_holds_are_rounded(
    tmp_path: Path, name: str, encoding: str | None, subtype: str
) -> None:
    samples = torch.randint(-(2**31), 2**31 - 256, (2, 1000), dtype=torch.int32)
    torchaudio_compat.save(tmp_path / name, samples, 16000, encoding=encoding)
    assert soundfile.info(tmp_path / name).subtype == subtype
    found = soundfile.read(tmp_path / name, dtype="float64")[0].T
    # Half a step of 24 bits.
    np.testing.assert_allclose(found, samples.double().numpy() / 2**31, atol=2**-24, rtol=0)


def test_channels_last(song: Path) -> None:
    first, _ = torchaudio_compat.load(song, num_frames=100)
    last, _ = torchaudio_compat.load(song, num_frames=100, channels_first=False)
    assert torch.equal(first.T, last)


@pytest.mark.parametrize(
    ("dtype", "encoding", "bits"),
    [
        (torch.float32, "PCM_F", 32),
        (torch.int16, "PCM_S", 16),
        (torch.int32, "PCM_S", 32),
        (torch.uint8, "PCM_U", 8),
    ],
)
def test_wav_follows_the_tensors_type(
    tmp_path: Path, dtype: torch.dtype, encoding: str, bits: int
) -> None:
    path = tmp_path / "x.wav"
    source = torch.zeros(2, 10, dtype=dtype)
    torchaudio_compat.save(path, source, 8000)
    found = torchaudio_compat.info(path)
    assert (found.encoding, found.bits_per_sample, found.num_frames) == (encoding, bits, 10)


def test_more_bits_than_asked_for_are_rounded(tmp_path: Path) -> None:
    path = tmp_path / "x.wav"
    torchaudio_compat.save(path, torch.tensor([[0x7FFF, 1 << 16, (1 << 16) + 0x9000]], dtype=torch.int32), 8000,
                           encoding="PCM_S", bits_per_sample=16)  # fmt: skip
    assert soundfile.read(path, dtype="int16")[0].tolist() == [0, 1, 2]


def test_missing_file_is_both_errors_and_named(tmp_path: Path) -> None:
    for function in (torchaudio_compat.load, torchaudio_compat.info):
        with pytest.raises(RuntimeError, match="missing") as caught:
            function(tmp_path / "missing.wav")
        assert isinstance(caught.value, FileNotFoundError)


def test_mp3_takes_the_bits_that_audiocraft_passes() -> None:
    buffer = io.BytesIO()
    torchaudio_compat.save(buffer, torch.zeros(1, 4800), 48000, format="MP3", bits_per_sample=128.0)  # type: ignore[arg-type]
    buffer.seek(0)
    assert torchaudio_compat.info(buffer).encoding == "MP3"
    assert buffer.tell() == 0


def test_some_backend_is_listed_and_any_of_torchaudios_can_be_set() -> None:
    assert "soundfile" in torchaudio_compat.list_audio_backends()
    torchaudio_compat.set_audio_backend("sox_io")
    assert torchaudio_compat.get_audio_backend() == "sox_io"
    torchaudio_compat.set_audio_backend(None)
    with pytest.raises(RuntimeError, match="nonsense"):
        torchaudio_compat.set_audio_backend("nonsense")
