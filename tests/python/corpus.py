"""One real clip in every format, made by ffmpeg.

python corpus.py SONG FOLDER     fills a folder, for a system that cannot run ffmpeg
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from audio_reference import ffmpeg

RATE = 44100
SECONDS = 5

# name -> ffmpeg's arguments for the output; the name's last part is the extension
_PCM = {
    "u8.wav": "-c:a pcm_u8",
    "s16.wav": "-c:a pcm_s16le",
    "s24.wav": "-c:a pcm_s24le",
    "s32.wav": "-c:a pcm_s32le",
    "f32.wav": "-c:a pcm_f32le",
    "f64.wav": "-c:a pcm_f64le",
    "mulaw.wav": "-c:a pcm_mulaw",
    "alaw.wav": "-c:a pcm_alaw",
    "mono.wav": "-c:a pcm_s16le -ac 1",
    "surround.wav": "-c:a pcm_s16le -ac 6",
    "sixtyfour.wav": "-c:a pcm_s16le -rf64 always",
    "s16.w64": "-c:a pcm_s16le",
    "s16.flac": "-sample_fmt s16",
    "s24.flac": "-sample_fmt s32 -bits_per_raw_sample 24",
    "s16.aiff": "-c:a pcm_s16be",
    "s24.aiff": "-c:a pcm_s24be",
    "little.aiff": "-c:a pcm_s16le",
    "s16.au": "-c:a pcm_s16be",
    "s16.caf": "-c:a pcm_s16be",
}
_ADPCM = {
    "ima.wav": "-c:a adpcm_ima_wav",
    "ms.wav": "-c:a adpcm_ms",
}
_LOSSY = {
    "vorbis.ogg": "-c:a libvorbis -q:a 5",
    "opus.opus": "-c:a libopus -b:a 96k -ar 48000",
    "cbr.mp3": "-c:a libmp3lame -b:a 128k",
    "vbr.mp3": "-c:a libmp3lame -q:a 4",
    "vbr_without_xing.mp3": "-c:a libmp3lame -q:a 4 -write_xing 0",
    "mpeg2.mp3": "-c:a libmp3lame -b:a 64k -ar 24000",
}
# Read bit for bit as libsndfile reads them.
LOSSLESS = tuple(_PCM) + tuple(_ADPCM)
LOSSY = tuple(_LOSSY)
ALL = LOSSLESS + LOSSY
# One of each container and codec, for tests that cost time.
SHORT = (
    "s16.wav",
    "s24.flac",
    "s16.aiff",
    "vorbis.ogg",
    "opus.opus",
    "vbr.mp3",
    "s16.caf",
    "s16.au",
)


def settings(name: str) -> list[str]:
    """The arguments by which ffmpeg writes the file."""
    return {**_PCM, **_ADPCM, **_LOSSY}[name].split()


def make(song: Path, folder: Path) -> None:
    """Writes every file of the corpus into the folder."""
    clip = folder / "clip.wav"
    # 24-bit, so that deeper formats hold more than zeros below the sixteenth bit.
    ffmpeg("-ss", "20", "-t", str(SECONDS), "-i", song, "-ar", str(RATE), "-c:a", "pcm_s24le", clip)
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(ffmpeg, "-i", clip, *settings(name), folder / name) for name in ALL]
        for job in jobs:
            job.result()


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
