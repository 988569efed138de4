"""What is measured: one program per row, by name. Runs in the environment of a version."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from comparison.files import NAMES, Files
from comparison.timing import Program

import acestep_compat as ac

THREADS = 2


def programs(files: Files, scratch: Path) -> dict[str, Program]:
    return dict(_all(files, scratch))


def _all(files: Files, scratch: Path) -> Iterator[tuple[str, Program]]:
    yield from _loads(files)
    yield from _ranges(files)
    yield from _resampling(files)
    yield from _saves(files, scratch)
    yield from _infos(files)
    yield from _many(files)


def _loads(files: Files) -> Iterator[tuple[str, Program]]:
    for name in NAMES:
        path = files[name]
        yield f"load {name}", lambda path=path: ac.load_audio_safe(path, num_threads=1)
        if not name.endswith("s"):  # of the short files one thread is all that is used
            yield (
                f"load {name}, {THREADS} threads",
                lambda path=path: ac.load_audio_safe(path, num_threads=THREADS),
            )
    yield "load wav16 mono", lambda: ac.load_audio_safe(files["wav16"], mono=True, num_threads=1)
    data = Path(files["flac16"]).read_bytes()
    yield "load flac16 from bytes", lambda: ac.load_audio_safe(data, num_threads=1)


def _ranges(files: Files) -> Iterator[tuple[str, Program]]:
    for name in ("wav16", "flac16", "mp3_320", "vorbis"):
        path = files[name]
        yield (
            f"range {name}",
            lambda path=path: ac.load_audio_safe(path, frame_offset=4_000_000, num_frames=44_100),
        )
        yield f"blocks {name}", lambda path=path: _read_blocks(path)


def _read_blocks(path: str) -> None:
    with ac.AudioReader(path) as reader:
        for _ in reader:
            pass


def _resampling(files: Files) -> Iterator[tuple[str, Program]]:
    stereo, _ = ac.load_audio_safe(files["wav16"])
    for orig, new in (
        (44100, 48000),
        (48000, 44100),
        (44100, 16000),
        (44100, 22050),
        (8000, 48000),
    ):
        yield (
            f"resample {orig} to {new}",
            lambda orig=orig, new=new: ac.resample(stereo, orig, new),
        )
    for name in ("wav16", "flac16"):
        path = files[name]
        yield f"load {name} at 48 kHz", lambda path=path: ac.load_audio_safe(path, sr=48000)


def _saves(files: Files, scratch: Path) -> Iterator[tuple[str, Program]]:
    long, rate = ac.load_audio_safe(files["wav16"])
    short = long[:, : 10 * rate].contiguous()
    for name, waveform in (
        ("wav", long),
        ("flac", short),
        ("mp3", short),
        ("ogg", short),
        ("opus", short),
    ):
        target = str(scratch / f"{os.getpid()}.{name}")
        yield (
            f"save {name}",
            lambda target=target, waveform=waveform: ac.save_audio_safe(target, waveform, rate),
        )
    target = str(scratch / f"{os.getpid()}-16.wav")
    yield (
        "save wav16",
        lambda: ac.save_audio_safe(target, long, rate, bits_per_sample=16, encoding="PCM_S"),
    )


def _infos(files: Files) -> Iterator[tuple[str, Program]]:
    for name in ("wav16", "flac16", "mp3_320", "mp3_no_xing", "vorbis", "opus", "aiff16"):
        path = files[name]
        yield f"info {name}", lambda path=path: ac.get_audio_info(path)


def _many(files: Files) -> Iterator[tuple[str, Program]]:
    paths = files.short()
    yield "batch", lambda: ac.load_audio_safe_batch(paths, num_threads=THREADS)
