"""What is measured against what, and the ratio that is wanted."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

import librosa
import soundfile
import soxr
import torch
import torchaudio
from torch.utils.data import DataLoader, Dataset

import acestep_compat as ac

from . import peers
from .files import RATE, Files
from .timing import Program

THREADS = 2


@dataclass
class Row:
    """One comparison: `goals[peer]` is how many times faster than that peer ours is meant to be."""

    group: str
    name: str
    ours: Program
    peers: dict[str, Program]
    goals: dict[str, float] = field(default_factory=dict)


def all_rows(files: Files) -> Iterator[Row]:
    yield from pcm(files)
    yield from short_files(files)
    yield from compressed(files)
    yield from resampling(files)
    yield from load_and_resample(files)
    yield from info(files)
    yield from batch(files)
    yield from imports()


def load(path: str, threads: int = 1, **options: object) -> Program:
    return lambda: ac.load_audio_safe(path, num_threads=threads, **options)


def decoders(path: str) -> dict[str, Program]:
    return {
        "soundfile": lambda: peers.soundfile_load(path),
        "torchcodec": lambda: peers.torchcodec_load(path),
        "torchaudio": lambda: peers.torchaudio_load(path),
        "librosa": lambda: peers.librosa_load(path),
    }


def wav_decoders(path: str) -> dict[str, Program]:
    return decoders(path) | {
        "WavDecoder": lambda: peers.torchcodec_wav(path),
        "WavDecoder contiguous": lambda: peers.torchcodec_wav_contiguous(path),
    }


def pcm(files: Files) -> Iterator[Row]:
    for name, file, goals in (
        ("WAV 16 bit", "wav16", {"WavDecoder": 3.0, "soundfile": 4.0}),
        (
            "WAV 24 bit",
            "wav24",
            {"WavDecoder": 3.0, "WavDecoder contiguous": 6.0, "soundfile": 4.0},
        ),
        ("WAV float", "wav32f", {"WavDecoder": 3.5, "soundfile": 1.8}),
    ):
        yield Row("pcm", name, load(files[file]), wav_decoders(files[file]), goals)
    yield Row(
        "pcm", "AIFF 16 bit", load(files["aiff16"]), decoders(files["aiff16"]), {"soundfile": 4.0}
    )


def short_files(files: Files) -> Iterator[Row]:
    goals = {"soundfile": 3.0, "WavDecoder": 1.0, "torchcodec": 20.0}
    yield Row("short", "WAV 1 s", load(files["wav16_1s"]), wav_decoders(files["wav16_1s"]), goals)
    goals = {"soundfile": 4.0, "WavDecoder": 1.5}
    yield Row(
        "short", "WAV 10 s", load(files["wav16_10s"]), wav_decoders(files["wav16_10s"]), goals
    )


def compressed(files: Files) -> Iterator[Row]:
    for group, name, file, one, two in (
        (
            "flac",
            "FLAC 16 bit",
            "flac16",
            {"soundfile": 2.0, "torchcodec": 2.0},
            {"soundfile": 4.0},
        ),
        (
            "flac",
            "FLAC 24 bit",
            "flac24",
            {"soundfile": 2.0, "torchcodec": 2.0},
            {"soundfile": 4.0},
        ),
        ("mp3", "MP3 320k", "mp3_320", {"soundfile": 1.1, "torchcodec": 1.0}, {"soundfile": 1.8}),
        ("mp3", "MP3 128k", "mp3_128", {"soundfile": 1.1, "torchcodec": 1.0}, {"soundfile": 1.8}),
        (
            "vorbis",
            "Vorbis q5",
            "vorbis",
            {"soundfile": 1.0},
            {"soundfile": 1.8, "torchcodec": 0.9},
        ),
        ("opus", "Opus 128k", "opus", {"soundfile": 1.4, "torchcodec": 0.9}, {}),
    ):
        yield Row(group, f"{name}, 1 thread", load(files[file]), decoders(files[file]), one)
        if two:
            yield Row(
                group,
                f"{name}, {THREADS} threads",
                load(files[file], THREADS),
                decoders(files[file]),
                two,
            )


def resampling(files: Files) -> Iterator[Row]:
    stereo, _ = ac.load_audio_safe(files["wav16"])
    interleaved = stereo.T.contiguous().numpy()
    planar = stereo.numpy()
    for orig, new in (
        (44100, 48000), (48000, 44100), (44100, 16000), (48000, 16000), (44100, 22050), (22050,
        44100), (96000, 44100), (96000, 48000), (16000, 48000), (8000, 48000), (48000, 24000),
        (24000, 48000), (44100, 32000),
    ):  # fmt: skip
        main = {orig, new} == {44100, 48000}
        yield Row(
            "resample",
            f"{orig} -> {new}",
            lambda orig=orig, new=new: ac.resample(stereo, orig, new),
            {
                "soxr HQ": lambda orig=orig, new=new: soxr.resample(interleaved, orig, new, "HQ"),
                "soxr VHQ": lambda orig=orig, new=new: soxr.resample(interleaved, orig, new, "VHQ"),
                "torchaudio": lambda orig=orig, new=new: torchaudio.functional.resample(
                    stereo, orig, new
                ),
                "librosa": lambda orig=orig, new=new: librosa.resample(
                    planar, orig_sr=orig, target_sr=new
                ),
            },
            {"soxr HQ": 1.2 if main else 1.0},
        )


def load_and_resample(files: Files) -> Iterator[Row]:
    for name, file, goals in (
        ("WAV 16 bit", "wav16", {"soundfile + soxr HQ": 1.6, "torchcodec": 1.5}),
        ("FLAC 16 bit", "flac16", {}),
        ("MP3 320k", "mp3_320", {}),
    ):
        path = files[file]
        others: dict[str, Program] = {
            "soundfile + soxr HQ": lambda path=path: peers.soundfile_soxr_load(path, 48000),
            "torchcodec": lambda path=path: peers.torchcodec_load(path, 48000),
            "torchaudio": lambda path=path: peers.torchaudio_load(path, 48000),
            "librosa": lambda path=path: peers.librosa_load(path, 48000),
        }
        yield Row(
            "load+resample", f"{name} to 48 kHz, 1 thread", load(path, sr=48000), others, goals
        )
        two = {"soundfile + soxr HQ": 3.0} if file == "wav16" else {}
        ours = load(path, THREADS, sr=48000)
        yield Row("load+resample", f"{name} to 48 kHz, {THREADS} threads", ours, others, two)
    assert RATE != 48000


def info(files: Files) -> Iterator[Row]:
    for file in ("wav16", "flac16", "mp3_320", "vorbis", "opus", "mp3_no_xing"):
        path = files[file]
        yield Row(
            "info",
            f"info {path.rsplit('/', 1)[-1]}",
            lambda path=path: ac.get_audio_info(path),
            {"soundfile": lambda path=path: soundfile.info(path)},
            {} if file == "mp3_no_xing" else {"soundfile": 1.0},
        )


class SoundfileDataset(Dataset):  # type: ignore[type-arg]
    """The usual loop: one file per item, read by soundfile in the workers of a DataLoader."""

    def __init__(self, paths: list[str]) -> None:
        self.paths = paths

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, index: int) -> torch.Tensor:
        return peers.soundfile_load(self.paths[index])


def batch(files: Files) -> Iterator[Row]:
    paths = files.short()
    dataset = SoundfileDataset(paths)
    yield Row(
        "batch",
        "1,000 WAVs of 1 s",
        lambda: ac.load_audio_safe_batch(paths, num_threads=THREADS),
        {
            "soundfile in a DataLoader": lambda: list(
                DataLoader(dataset, batch_size=None, num_workers=THREADS)
            ),
            "soundfile loop": lambda: [peers.soundfile_load(path) for path in paths],
        },
        {"soundfile in a DataLoader": 3.0},
    )


def importing(module: str) -> Program:
    """Seconds that `import module` takes in a fresh Python that has imported torch already."""
    code = "import time, torch; start = time.perf_counter(); import {}; print(time.perf_counter() - start)"
    command = [sys.executable, "-c", code.format(module)]
    return lambda: float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def imports() -> Iterator[Row]:
    others = {name: importing(name) for name in ("soundfile", "torchaudio", "torchcodec.decoders")}
    yield Row("import", "import, torch being there", importing("acestep_compat"), others)
