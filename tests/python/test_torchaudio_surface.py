"""Every name, argument and word of torchaudio 2.8's input and output that programs rely on."""

from __future__ import annotations

import importlib
import inspect
import io
import logging
import tarfile
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from acestep_compat import torchaudio_compat
from audio_reference import ffmpeg

# `inspect.signature` of torchaudio 2.8.0's own functions, less the annotations.
SIGNATURES = {
    "load": "(uri, frame_offset=0, num_frames=-1, normalize=True, channels_first=True, format=None, "
    "buffer_size=4096, backend=None)",
    "info": "(uri, format=None, buffer_size=4096, backend=None)",
    "save": "(uri, src, sample_rate, channels_first=True, format=None, encoding=None, bits_per_sample=None, "
    "buffer_size=4096, backend=None, compression=None)",
}


@pytest.mark.parametrize("name", SIGNATURES)
def test_signature_has_torchaudios_order_and_defaults(name: str) -> None:
    signature = inspect.signature(getattr(torchaudio_compat, name))
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in signature.parameters.values()
    ]
    assert str(inspect.Signature(bare)) == SIGNATURES[name]


def test_every_name_is_there() -> None:
    for name in ("load", "info", "save", "AudioMetaData", "list_audio_backends", "get_audio_backend",
                 "set_audio_backend", "load_with_torchcodec", "save_with_torchcodec"):  # fmt: skip
        assert callable(getattr(torchaudio_compat, name))
    common = importlib.import_module("acestep_compat.torchaudio_compat.backend.common")
    assert common.AudioMetaData is torchaudio_compat.AudioMetaData
    assert torchaudio_compat.sox_effects.effect_names() == []
    for effect in (
        torchaudio_compat.sox_effects.apply_effects_tensor,
        torchaudio_compat.sox_effects.apply_effects_file,
    ):
        with pytest.raises(RuntimeError, match="needs libsox"):
            effect("x.wav", [["rate", "16000"]])


def test_metadata_is_made_by_position_compared_by_value_and_printed_as_torchaudios() -> None:
    metadata = torchaudio_compat.AudioMetaData(16000, 5, 1, 16, "PCM_S")
    assert metadata == torchaudio_compat.AudioMetaData(
        sample_rate=16000, num_frames=5, num_channels=1, bits_per_sample=16, encoding="PCM_S"
    )
    assert str(metadata) == (
        "AudioMetaData(sample_rate=16000, num_frames=5, num_channels=1, bits_per_sample=16, encoding=PCM_S)"
    )


@pytest.mark.parametrize(
    ("name", "encoding", "bits"),
    [
        ("u8.wav", "PCM_U", 8),
        ("s16.wav", "PCM_S", 16),
        ("s24.wav", "PCM_S", 24),
        ("s32.wav", "PCM_S", 32),
        ("f32.wav", "PCM_F", 32),
        ("f64.wav", "PCM_F", 64),
        ("mulaw.wav", "ULAW", 8),
        ("alaw.wav", "ALAW", 8),
        ("s16.flac", "FLAC", 16),
        ("s24.flac", "FLAC", 24),
        ("vorbis.ogg", "VORBIS", 0),
        ("opus.opus", "OPUS", 0),
        ("cbr.mp3", "MP3", 0),
    ],
)
def test_info_has_torchaudios_word_and_the_real_depth(
    files: Path, name: str, encoding: str, bits: int
) -> None:
    found = torchaudio_compat.info(str(files / name))
    assert (found.encoding, found.bits_per_sample) == (encoding, bits)


@pytest.mark.programs
def test_gsm_is_named(files: Path, tmp_path: Path) -> None:
    path = tmp_path / "gsm.wav"
    ffmpeg("-i", files / "mono.wav", "-ar", "8000", "-c:a", "libgsm_ms", path)
    found = torchaudio_compat.info(path)
    assert (found.encoding, found.bits_per_sample, found.sample_rate) == ("GSM", 0, 8000)


@pytest.mark.parametrize("function", [torchaudio_compat.load, torchaudio_compat.info])
def test_a_folder_is_a_runtime_error_and_an_os_error_that_names_it(
    tmp_path: Path, function: object
) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    with pytest.raises(RuntimeError, match="a folder") as caught:
        function(str(folder))  # type: ignore[operator]
    assert isinstance(caught.value, OSError)


def test_saving_where_there_is_no_folder_is_both_errors_too(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="nowhere") as caught:
        torchaudio_compat.save(tmp_path / "nowhere" / "x.wav", torch.zeros(1, 5), 8000)
    assert isinstance(caught.value, FileNotFoundError)


def test_positional_calls_mean_what_they_meant(
    files: Path, clip: torch.Tensor, tmp_path: Path
) -> None:
    part, rate = torchaudio_compat.load(
        files / "s16.wav", 1000, 50, True, False, "wav", 4096, "sox"
    )
    assert (tuple(part.shape), rate) == ((50, 2), 44100)
    path = tmp_path / "x"
    torchaudio_compat.save(path, part, rate, False, "wav", "PCM_S", 16, 4096, "soundfile", None)
    assert torch.equal(torchaudio_compat.load(path)[0].T, part)


@pytest.mark.parametrize("source", ["tar member", "no extension", "wrong extension"])
def test_content_decides_what_a_file_is(files: Path, tmp_path: Path, source: str) -> None:
    expected = torchaudio_compat.load(files / "s24.flac")[0]
    with tarfile.open(tmp_path / "data.tar", "w") as tar:
        tar.add(files / "s24.flac", "a.flac")
    for name in ("bare", "wrong.mp3"):
        (tmp_path / name).write_bytes((files / "s24.flac").read_bytes())
    with tarfile.open(tmp_path / "data.tar") as tar:
        found = {
            "tar member": tar.extractfile("a.flac"),
            "no extension": tmp_path / "bare",
            "wrong extension": str(tmp_path / "wrong.mp3"),
        }[source]
        assert found is not None
        assert torch.equal(torchaudio_compat.load(found)[0], expected)


@pytest.mark.parametrize(
    ("name", "format", "encoding"),
    [
        ("x.vorbis", None, "VORBIS"),
        ("x.OGG", None, "VORBIS"),
        ("x", "Vorbis", "VORBIS"),
        ("x", "FLAC", "FLAC"),
        ("x", "WAV", "PCM_F"),
        ("x.Mp3", None, "MP3"),
    ],
)
def test_format_ignores_case_and_goes_before_the_extension(
    tmp_path: Path, name: str, format: str | None, encoding: str
) -> None:
    torchaudio_compat.save(str(tmp_path / name), torch.zeros(1, 4800), 48000, format=format)
    assert torchaudio_compat.info(tmp_path / name).encoding == encoding


def test_float_flac_has_24_bits(tmp_path: Path) -> None:
    torchaudio_compat.save(tmp_path / "x.flac", torch.rand(1, 100), 48000)
    assert torchaudio_compat.info(tmp_path / "x.flac").bits_per_sample == 24


@pytest.mark.parametrize(
    ("format", "small", "large"),
    [("flac", 8, 0), ("ogg", -1, 10), ("mp3", SimpleNamespace(bit_rate=64000), SimpleNamespace(bit_rate=320000))],
)  # fmt: skip
def test_compression_has_torchaudios_range(
    clip: torch.Tensor, format: str, small: object, large: object
) -> None:
    sizes = []
    for compression in (small, large):
        buffer = io.BytesIO()
        torchaudio_compat.save(buffer, clip, 44100, format=format, compression=compression)
        sizes.append(len(buffer.getvalue()))
    assert sizes[0] < sizes[1]


def test_compression_out_of_range_is_named() -> None:
    with pytest.raises(ValueError, match="9"):
        torchaudio_compat.save(io.BytesIO(), torch.zeros(1, 9), 8000, format="flac", compression=9)


def test_the_backend_that_was_asked_for_is_recorded(
    files: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "acestep_compat"):
        torchaudio_compat.info(files / "s16.wav", backend="sox")
        torchaudio_compat.load(files / "s16.wav", backend="ffmpeg")
        torchaudio_compat.save(io.BytesIO(), torch.zeros(1, 9), 8000, format="wav", backend="soundfile")  # fmt: skip
        torchaudio_compat.info(files / "s16.wav")
    asked = [record.args for record in caplog.records]
    assert asked == [("info", "sox"), ("load", "ffmpeg"), ("save", "soundfile")]
