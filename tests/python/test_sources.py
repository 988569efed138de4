"""What may be given as a source, and how each is left."""

from __future__ import annotations

import array
import io
import mmap
import os
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

import numpy as np
import pytest
import soundfile
import torch

import acestep_compat as ac

NAMES = ("s16.wav", "s24.flac", "vbr.mp3", "vorbis.ogg")


class Unseekable(io.RawIOBase):
    """A stream as a socket or a pipe gives it."""

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        piece = self._content.read(min(len(buffer), 1000))
        buffer[: len(piece)] = piece
        return len(piece)


class ReadAndSeekOnly:
    """The least that some libraries' file objects have; reads short."""

    def __init__(self, content: bytes) -> None:
        self._file = io.BytesIO(content)

    def read(self, size: int) -> bytes:
        return self._file.read(min(size, 777))

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_source_gives_the_same_samples(files: Path, name: str) -> None:
    path = files / name
    expected, rate = ac.load_audio_safe(path)
    content = path.read_bytes()
    with path.open("rb") as buffered, path.open("rb", buffering=0) as raw:
        with mmap.mmap(raw.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            sources = [
                str(path),
                path,
                os.fspath(path),
                content,
                bytearray(content),
                memoryview(content),
                memoryview(content + content)[: len(content)],
                array.array("B", content),
                io.BytesIO(content),
                buffered,
                raw,
                mapped,
                Unseekable(content),
                io.BufferedReader(Unseekable(content)),
                ReadAndSeekOnly(content),
            ]
            for source in sources:
                waveform, sample_rate = ac.load_audio_safe(source)
                assert sample_rate == rate
                assert torch.equal(waveform, expected), source
            del sources, source


def test_a_strided_memoryview_is_read_as_its_bytes(files: Path) -> None:
    content = (files / "s16.wav").read_bytes()
    doubled = bytes(byte for byte in content for _ in range(2))
    expected, _ = ac.load_audio_safe(content)
    assert torch.equal(ac.load_audio_safe(memoryview(doubled)[::2])[0], expected)


@pytest.mark.parametrize("kind", ["bytesio", "file", "spooled"])
def test_a_file_object_counts_from_its_position_and_ends_at_its_end(files: Path, kind: str) -> None:
    content = (files / "s24.flac").read_bytes()
    with {
        "bytesio": io.BytesIO,
        "file": tempfile.TemporaryFile,
        "spooled": tempfile.SpooledTemporaryFile,
    }[kind]() as file:
        file.write(b"something else" + content)
        file.seek(14)
        waveform, _ = ac.load_audio_safe(file, num_frames=1000)
        assert torch.equal(waveform, ac.load_audio_safe(content, num_frames=1000)[0])
        assert file.tell() == 14 + len(content)


def test_a_file_object_that_is_no_audio_is_left_where_it_was(files: Path) -> None:
    file = io.BytesIO(b"#!/bin/sh\necho no audio here, only text\n" * 10)
    file.seek(3)
    with pytest.raises(ac.AudioDecodeError):
        ac.load_audio_safe(file)
    assert file.tell() == 3


def test_a_member_of_an_archive_can_be_loaded(files: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "music.zip", "w") as archive:
        archive.write(files / "s16.flac", "s16.flac")
    with zipfile.ZipFile(tmp_path / "music.zip") as archive, archive.open("s16.flac") as member:
        assert torch.equal(ac.load_audio_safe(member)[0], ac.load_audio_safe(files / "s16.flac")[0])


def test_a_file_object_behind_its_end_is_empty(files: Path) -> None:
    file = io.BytesIO((files / "s16.wav").read_bytes())
    file.seek(10**9)
    with pytest.raises(ac.AudioDecodeError, match="empty"):
        ac.load_audio_safe(file)


@pytest.mark.posix
def test_a_named_pipe_is_read_to_its_end(files: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    content = (files / "vbr.mp3").read_bytes()
    feeder = threading.Thread(target=lambda: pipe.write_bytes(content))
    feeder.start()
    waveform, _ = ac.load_audio_safe(pipe)
    feeder.join()
    assert torch.equal(waveform, ac.load_audio_safe(content)[0])


@pytest.mark.parametrize(
    "name", ["música_音楽_🎵.wav", "with space and 'quotes'.wav", "-dash.wav", "a%20b.wav"]
)
def test_any_name_is_a_path(files: Path, tmp_path: Path, name: str) -> None:
    waveform, rate = ac.load_audio_safe(files / "s16.wav")
    ac.save_audio_safe(tmp_path / name, waveform, rate)
    assert torch.equal(ac.load_audio_safe(str(tmp_path / name))[0], waveform)
    assert os.listdir(tmp_path) == [name]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_names_that_are_not_utf8_work(files: Path, tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.wav")
    waveform, rate = ac.load_audio_safe(files / "s16.wav")
    ac.save_audio_safe(name, waveform, rate)
    assert os.listdir(os.fsencode(tmp_path)) == [b"caf\xe9.wav"]
    assert torch.equal(ac.load_audio_safe(Path(name))[0], waveform)
    os.unlink(name)
    with pytest.raises(FileNotFoundError) as caught:
        ac.load_audio_safe(name)
    assert caught.value.filename == name


def test_bytes_stay_usable_after_a_load(files: Path) -> None:
    content = bytearray((files / "s16.wav").read_bytes())
    ac.load_audio_safe(content)
    content.append(0)  # a buffer still in use could not grow
    file = io.BytesIO(content)
    ac.load_audio_safe(file)
    file.seek(0, 2)
    file.write(b"more")


def test_a_reader_lets_go_of_its_source(files: Path) -> None:
    file = io.BytesIO((files / "s16.wav").read_bytes())
    with ac.AudioReader(file) as reader:
        reader.read(10)
    file.write(b"x")


class _ShortReads:
    """The protocol of torchaudio and torchcodec and no more: seek wants both arguments, read gives what it likes."""

    def __init__(self, content: bytes) -> None:
        self._file = io.BytesIO(content)

    def read(self, size: int) -> bytes:
        return self._file.read(min(size, 1000))

    def seek(self, offset: int, whence: int) -> int:
        return self._file.seek(offset, whence)


@pytest.mark.parametrize("name", ["clip.wav", "s16.flac", "cbr.mp3"])
def test_an_object_with_two_argument_seek_and_short_reads_is_a_file(files: Path, name: str) -> None:
    content = (files / name).read_bytes()
    waveform, _ = ac.load_audio_safe(_ShortReads(content))
    assert torch.equal(waveform, ac.load_audio_safe(content)[0])


class _LavishReads(_ShortReads):
    """Gives more than it is asked for where that is less than 16 bytes."""

    def read(self, size: int) -> bytes:
        return self._file.read(max(size, 16))


@pytest.mark.parametrize("format", ["NIST", "VOC"])
def test_an_object_that_gives_more_than_it_is_asked_for_is_a_file(format: str) -> None:
    noise = np.random.default_rng(0).uniform(-0.9, 0.9, 4000)
    encoded = io.BytesIO()
    soundfile.write(encoded, noise, 16000, format=format)
    content = encoded.getvalue()
    waveform, _ = ac.load_audio_safe(_LavishReads(content))
    assert torch.equal(waveform, ac.load_audio_safe(content)[0])


@pytest.mark.parametrize("name", ["MAT5", "PAF", "NIST", "VOC"])
def test_noise_in_a_rare_format_is_not_taken_for_mpeg(tmp_path: Path, name: str) -> None:
    # Noise holds the bits of MPEG frame headers by chance; libsndfile, which reads these formats, is the reference.
    noise = np.random.default_rng(0).uniform(-0.9, 0.9, (4000, 2))
    soundfile.write(tmp_path / "x", noise, 16000, "PCM_16", format=name)
    waveform, _ = ac.load_audio_safe(tmp_path / "x")
    expected = soundfile.read(tmp_path / "x", dtype="float32")[0].T
    assert np.array_equal(waveform.numpy(), expected)
