"""Other programs decode what the core leaves to them, and are asked for nothing else."""

from __future__ import annotations

import io
import os
import sys
import warnings
from pathlib import Path
from types import ModuleType

import numpy
import pytest
import torch

import acestep_compat as ac
from acestep_compat.torchcodec_compat.decoders import AudioDecoder
from audio_reference import ffmpeg, ffmpeg_samples
from children import run_python

pytestmark = pytest.mark.programs

FOREIGN = {
    "a.m4a": "AAC",
    "a.aac": "AAC",
    "a.webm": "OPUS",
    "a.mka": "VORBIS",
    "a.wma": "WMAV2",
    # Containers of the core's own with codecs that it lacks.
    "a.wav": "ADPCM_YAMAHA",
    "a.caf": "ALAC",
}
_CODECS = {"a.mka": "libvorbis", "a.wav": "adpcm_yamaha", "a.caf": "alac"}


@pytest.fixture(scope="module")
def foreign(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("foreign")
    for name in FOREIGN:
        codec = ["-c:a", _CODECS[name]] if name in _CODECS else []
        ffmpeg("-i", files / "clip.wav", *codec, folder / name)
    return folder


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_decoded_with_one_warning_that_says_by_what(
    foreign: Path, name: str
) -> None:
    with pytest.warns(ac.AudioFallbackWarning) as caught:
        waveform, _ = ac.load_audio_safe(foreign / name)
    assert len(caught) == 1
    assert caught[0].filename == __file__
    assert str(foreign / name) in str(caught[0].message)
    assert "ffmpeg" in str(caught[0].message)
    expected = torch.from_numpy(ffmpeg_samples(foreign / name, 2).copy())
    assert torch.equal(waveform, expected)


@pytest.mark.filterwarnings("ignore::acestep_compat.AudioFallbackWarning")
@pytest.mark.parametrize("name", FOREIGN)
def test_everything_works_with_a_foreign_file(foreign: Path, name: str) -> None:
    path = foreign / name
    whole, rate = ac.load_audio_safe(path)
    info = ac.get_audio_info(path)
    assert (info.num_channels, info.num_frames) == tuple(whole.shape)
    assert (info.sample_rate, info.encoding, info.bits_per_sample) == (rate, FOREIGN[name], 0)
    assert info.backend == "ffmpeg"
    part, _ = ac.load_audio_safe(path, frame_offset=1000, num_frames=500)
    assert torch.equal(part, whole[:, 1000:1500])
    mono, _ = ac.load_audio_safe_mono(path, 16000)
    assert mono.shape == (1, -(-whole.shape[1] * 16000 // rate))
    with ac.AudioReader(path) as reader:
        assert reader.info == info
        assert torch.equal(torch.cat(list(reader), 1), whole)
    assert torch.equal(ac.load_audio_safe_batch([path])[0][0], whole)


@pytest.mark.filterwarnings("ignore::acestep_compat.AudioFallbackWarning")
@pytest.mark.parametrize(
    ("codec", "encoding", "bits"),
    [
        ("pcm_s24be", "PCM_S", 24),
        ("pcm_u8", "PCM_U", 8),
        ("pcm_f32le", "PCM_F", 32),
        ("pcm_mulaw", "ULAW", 8),
    ],
)
def test_pcm_in_a_foreign_container_is_described_as_in_wav(
    files: Path, tmp_path: Path, codec: str, encoding: str, bits: int
) -> None:
    path = tmp_path / "a.mov"
    ffmpeg("-i", files / "clip.wav", "-c:a", codec, path)
    info = ac.get_audio_info(path)
    assert (info.encoding, info.bits_per_sample) == (encoding, bits)
    assert AudioDecoder(path).metadata.codec == codec


@pytest.mark.filterwarnings("ignore::acestep_compat.AudioFallbackWarning")
def test_bytes_and_file_objects_are_decoded_too_and_leave_nothing(
    foreign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    content = (foreign / "a.m4a").read_bytes()
    expected, _ = ac.load_audio_safe(foreign / "a.m4a")
    pipe_end, feeder = os.pipe()
    os.write(feeder, content[:60000])
    os.close(feeder)
    with open(pipe_end, "rb") as pipe, (foreign / "a.m4a").open("rb") as file:
        for source in (content, io.BytesIO(content), file):
            assert torch.equal(ac.load_audio_safe(source)[0], expected)
        with pytest.raises(ac.AudioDecodeError):  # cut before the index at its end
            ac.load_audio_safe(pipe)
    assert list(tmp_path.iterdir()) == []


def test_without_any_program_the_error_lists_them_all_and_what_to_install(foreign: Path) -> None:
    done = run_python(
        """
        import sys
        for name in ("torchcodec", "av", "torchaudio", "librosa"):
            sys.modules[name] = None  # importing it fails
        import acestep_compat as ac
        try:
            ac.load_audio_safe(sys.argv[1])
        except ac.AudioDecodeError as error:
            print(error)
            assert isinstance(error.__cause__, ac.AudioDecodeError)
        """,
        foreign / "a.m4a",
        PATH="/nonexistent",
    )
    for word in (
        "a.m4a",
        "MP4",
        "torchcodec:",
        "PyAV:",
        "ffmpeg:",
        "torchaudio:",
        "librosa:",
        "pip install av",
    ):
        assert word in done.stdout


def test_a_program_that_finds_no_frame_has_not_decoded_the_file(
    foreign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As librosa answers for files that it does not know.
    librosa = ModuleType("librosa")
    librosa.load = lambda *_, **__: (numpy.zeros((1, 0), numpy.float32), 44100)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "librosa", librosa)
    for absent in ("torchcodec", "torchcodec.decoders", "av", "torchaudio"):
        monkeypatch.setitem(sys.modules, absent, None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ac.AudioDecodeError, match="librosa: no audio frames"):
        ac.load_audio_safe(foreign / "a.m4a")


@pytest.mark.parametrize(
    "content",
    [b"text " * 100, b"\x89PNG\r\n\x1a\n" + b"\0" * 99, b"RIFF\0\0\0\0WAVEfmt ", b"fLaC" * 9],
)
def test_no_program_is_asked_for_text_pictures_and_broken_files_of_our_own(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(content)
    run_python(
        """
        import subprocess, sys
        import acestep_compat as ac
        def refuse(*arguments, **more): raise SystemExit("a program was started")
        subprocess.run = subprocess.Popen = refuse
        try:
            ac.load_audio_safe(sys.argv[1])
        except ac.AudioDecodeError:
            assert not {"torchcodec", "av", "torchaudio", "librosa"} & set(sys.modules)
        else:
            raise SystemExit("it was loaded")
        """,
        path,
    )


def test_a_hostile_name_reaches_ffmpeg_as_a_file(
    foreign: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    expected = ffmpeg_samples(foreign / "a.m4a", 2)
    for name in ("-version.m4a", "http:x.m4a", "concat:a|b.m4a", "$(id).m4a", "a%03d.m4a"):
        (tmp_path / name).write_bytes((foreign / "a.m4a").read_bytes())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            waveform, _ = ac.load_audio_safe(name)
        assert torch.equal(waveform, torch.from_numpy(expected.copy())), name


def test_supported_formats_tells_what_is_read_and_written_by_what() -> None:
    formats = ac.supported_formats()
    for name in ("wav", "flac", "ogg", "opus", "mp3", "aiff", "au", "caf", "w64", "rf64"):
        assert formats[name].reads
        assert formats[name].reader
        assert formats[name].writes
        assert formats[name].writer == "sndfile"
    assert formats["m4a"].reads
    assert not formats["m4a"].writes
    assert formats["m4a"].reader in ("torchcodec", "PyAV", "ffmpeg", "torchaudio", "librosa")
    assert "torchcodec" not in sys.modules  # found, not imported
