"""Bad arguments and files: which error, and what it names."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
from pathlib import Path
from typing import Any

import pytest
import torch

import acestep_compat as ac

FUNCTIONS = (ac.load_audio_safe, ac.load_audio_safe_stereo, ac.get_audio_info, ac.AudioReader)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_missing_file_is_file_not_found(tmp_path: Path, function: Any) -> None:
    missing = str(tmp_path / "no such.wav")
    with pytest.raises(FileNotFoundError) as caught:
        function(missing)
    assert caught.value.filename == missing
    assert caught.value.errno == 2


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_directory_is_is_a_directory(tmp_path: Path, function: Any) -> None:
    with pytest.raises(IsADirectoryError) as caught:
        function(tmp_path)
    assert caught.value.filename == str(tmp_path)


@pytest.mark.posix
def test_no_permission_is_permission_error(files: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked.wav"
    locked.write_bytes((files / "s16.wav").read_bytes())
    locked.chmod(0)
    if os.geteuid() != 0:
        with pytest.raises(PermissionError):
            ac.load_audio_safe(locked)
        return
    # Root may read anything: ask as somebody else.
    tmp_path.chmod(0o755)
    code = (
        "import os, sys, acestep_compat\n"
        "os.setuid(65534)\n"
        "try: acestep_compat.load_audio_safe('locked.wav')\n"
        "except PermissionError as error: print(error.filename)\n"
    )
    import sys

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "locked.wav\n"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\0" * 5000, ""),
        (b"This is a text file, not music.\n" * 50, "text"),
        ("Ein Text mit Umläuten: äöü\n".encode() * 50, "text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 500, "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 500, "JPEG"),
        (b"RIFF", ""),
        (b"fLaC", ""),
        (b"OggS", ""),
        (b"ID3\x03\0\0\0\0\0\x0a", ""),
        (b"FORM\0\0\0\0AIFF", ""),
    ],
)
def test_what_is_no_audio_is_an_audio_decode_error(
    tmp_path: Path, content: bytes, word: str
) -> None:
    path = tmp_path / "not music.mp3"
    path.write_bytes(content)
    for function in FUNCTIONS:
        with pytest.raises(ac.AudioDecodeError) as caught:
            function(path)
        assert str(path) in str(caught.value)
        assert word in str(caught.value)
        assert type(caught.value) is ac.AudioDecodeError


def test_audio_decode_error_is_a_runtime_error_that_pickles() -> None:
    assert issubclass(ac.AudioDecodeError, RuntimeError)
    error = pickle.loads(pickle.dumps(ac.AudioDecodeError("song.mp3: cut")))
    assert type(error) is ac.AudioDecodeError
    assert str(error) == "song.mp3: cut"


@pytest.mark.parametrize(
    ("arguments", "kind", "words"),
    [
        ({"sr": 0}, ValueError, ["sr", "0"]),
        ({"sr": -44100}, ValueError, ["sr", "-44100"]),
        ({"sr": 44100.5}, ValueError, ["sr", "44100.5"]),
        ({"sr": "44100"}, TypeError, ["sr", "'44100'"]),
        ({"sr": 100}, ValueError, ["100", "256"]),
        ({"frame_offset": -1}, ValueError, ["frame_offset", "-1"]),
        ({"frame_offset": 1.5}, ValueError, ["frame_offset", "1.5"]),
        ({"num_frames": -2}, ValueError, ["num_frames", "-2"]),
        ({"num_frames": None}, TypeError, ["num_frames", "None"]),
        ({"num_frames": 1 << 70}, ValueError, ["num_frames"]),
        ({"offset": -0.5}, ValueError, ["offset", "-0.5"]),
        ({"offset": float("nan")}, ValueError, ["offset", "nan"]),
        ({"offset": "1"}, TypeError, ["offset", "'1'"]),
        ({"duration": -1.0}, ValueError, ["duration", "-1.0"]),
        ({"duration": float("inf")}, ValueError, ["duration", "inf"]),
        ({"num_threads": 0}, ValueError, ["num_threads", "0"]),
        ({"resample_quality": "soxr_hq"}, ValueError, ["resample_quality", "soxr_hq", "best"]),
        ({"offset": 1.0, "num_frames": 5}, ValueError, ["seconds", "num_frames=5"]),
        ({"duration": 1.0, "frame_offset": 5}, ValueError, ["seconds", "frame_offset=5"]),
    ],
)
def test_a_wrong_argument_is_named_with_its_value(
    files: Path, arguments: dict[str, Any], kind: type[Exception], words: list[str]
) -> None:
    with pytest.raises(kind) as caught:
        ac.load_audio_safe(files / "s16.wav", **arguments)
    for word in words:
        assert word in str(caught.value)


def test_whole_numbers_of_any_type_are_rates_and_counts(files: Path) -> None:
    import numpy

    expected, _ = ac.load_audio_safe(files / "s16.wav", 16000, frame_offset=3, num_frames=500)
    waveform, rate = ac.load_audio_safe(
        files / "s16.wav", 16000.0, frame_offset=numpy.int64(3), num_frames=numpy.int32(500)
    )
    assert rate == 16000
    assert torch.equal(waveform, expected)


@pytest.mark.parametrize("source", [None, 3, object(), torch.zeros(2, 10), ["a.wav"]])
def test_a_source_of_a_wrong_type_is_a_type_error(source: Any) -> None:
    with pytest.raises(TypeError, match="audio_path must be a str"):
        ac.load_audio_safe(source)
    with pytest.raises(TypeError, match="source must be a str"):
        ac.AudioReader(source)


def test_samples_given_as_a_source_are_a_type_error() -> None:
    import numpy

    with pytest.raises(TypeError, match="encoded bytes"):
        ac.load_audio_safe(numpy.zeros((2, 100), numpy.float32))


def test_a_file_in_text_mode_is_a_type_error_that_says_binary(files: Path) -> None:
    with (
        (files / "s16.wav").open("r", encoding="latin-1") as file,
        pytest.raises(TypeError, match="binary"),
    ):
        ac.load_audio_safe(file)
    with pytest.raises(TypeError, match="binary"):
        ac.get_audio_info(io.StringIO("RIFF"))  # type: ignore[arg-type]


def test_an_embedded_nul_is_refused_as_open_refuses_it() -> None:
    with pytest.raises(ValueError, match="null"):
        ac.load_audio_safe("song\0.wav")


def test_an_error_of_a_file_object_arrives_as_it_was(files: Path) -> None:
    class Failing:
        def __init__(self) -> None:
            self._file = io.BytesIO((files / "s16.wav").read_bytes())

        def read(self, size: int) -> bytes:
            raise ConnectionResetError("the network went away")

        def seek(self, offset: int, whence: int = 0) -> int:
            return self._file.seek(offset, whence)

    for function in FUNCTIONS:
        with pytest.raises(ConnectionResetError, match="went away"):
            function(Failing())
    closed = io.BytesIO(b"RIFF")
    closed.close()
    with pytest.raises(ValueError, match="closed"):
        ac.load_audio_safe(closed)


def test_a_text_returning_file_object_is_a_type_error_that_says_binary() -> None:
    class Text:
        def read(self, size: int = -1) -> str:
            return "RIFF"

        def seek(self, offset: int, whence: int = 0) -> int:
            return 100 if whence == 2 else 0

    with pytest.raises(TypeError, match="binary"):
        ac.load_audio_safe(Text())  # type: ignore[arg-type]
