"""The files that are measured: three minutes of the song in the repository, in every format, made
by FFmpeg.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .environment import PROJECT

SONG = PROJECT / "tests" / "data" / "test_track_001.mp3"
SECONDS = 180
RATE = 44100


@dataclass(frozen=True)
class Files:
    """Paths by name: `files["wav16"]`, and the folder of short ones."""

    folder: Path

    def __getitem__(self, name: str) -> str:
        return str(self.folder / NAMES[name][0])

    def short(self) -> list[str]:
        return [str(path) for path in sorted((self.folder / "short").glob("*.wav"))]


# name -> (file, arguments of FFmpeg)
NAMES: dict[str, tuple[str, list[str]]] = {
    "wav16": ("s16.wav", ["-c:a", "pcm_s16le"]),
    "wav24": ("s24.wav", ["-c:a", "pcm_s24le"]),
    "wav32f": ("f32.wav", ["-c:a", "pcm_f32le"]),
    "aiff16": ("s16.aiff", ["-c:a", "pcm_s16be"]),
    "flac16": ("s16.flac", ["-c:a", "flac", "-sample_fmt", "s16"]),
    "flac24": ("s24.flac", ["-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24"]),
    "mp3_320": ("320k.mp3", ["-c:a", "libmp3lame", "-b:a", "320k"]),
    "mp3_128": ("128k.mp3", ["-c:a", "libmp3lame", "-b:a", "128k"]),
    "mp3_no_xing": ("vbr-no-xing.mp3", ["-c:a", "libmp3lame", "-q:a", "2", "-write_xing", "0"]),
    "vorbis": ("q5.ogg", ["-c:a", "libvorbis", "-q:a", "5"]),
    "opus": ("128k.opus", ["-ar", "48000", "-c:a", "libopus", "-b:a", "128k"]),
    "wav16_10s": ("s16-10s.wav", ["-t", "10", "-c:a", "pcm_s16le"]),
    "wav16_1s": ("s16-1s.wav", ["-t", "1", "-c:a", "pcm_s16le"]),
}


def make(folder: Path) -> Files:
    """Makes what is not there yet in `folder`."""
    if shutil.which("ffmpeg") is None:
        raise SystemExit(
            "compare.py makes its files with the ffmpeg program: apt-get install ffmpeg"
        )
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / NAMES["wav32f"][0]
    looped = ["-stream_loop", "-1", "-i", str(SONG), "-t", str(SECONDS), "-ar", str(RATE)]
    _encode(looped, NAMES["wav32f"][1], source)
    for file, arguments in NAMES.values():
        _encode(["-i", str(source)], arguments, folder / file)
    short = folder / "short"
    if not short.exists():
        short.mkdir()
        wav = str(folder / NAMES["wav16_1s"][0])
        for index in range(1000):
            shutil.copy(wav, short / f"{index:04}.wav")
    return Files(folder)


def _encode(source: list[str], arguments: list[str], target: Path) -> None:
    """Runs FFmpeg unless the file is there; an interrupted run leaves no half file under the name."""
    if target.exists():
        return
    part = target.with_stem(f"{target.stem}-part")
    ffmpeg = ["ffmpeg", "-nostdin", "-v", "error", "-y"]
    subprocess.run([*ffmpeg, *source, *arguments, str(part)], check=True)
    part.rename(target)
