"""Peak memory: a load takes its output and little more, a streaming conversion the same for any length.

Each measurement runs in a forked child: its high-water mark begins at what it inherits, so that the
difference is what the call itself took, at most.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import acestep_compat as ac
import corpus
from audio_reference import ffmpeg

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

MIB = 1 << 20
LIMIT = 16 * MIB  # of everything but the output: blocks, decoders, tables, the pages of fork itself
LIMIT_PER_THREAD = (
    MIB  # of each thread more: a decoder, a resampler and blocks of its own, if all run at once
)
NAMES = (
    "s16.wav",
    "s24.wav",
    "f32.wav",
    "sixtyfour.wav",
    "s16.w64",
    "s16.flac",
    "s24.flac",
    "s16.aiff",
    "s16.au",
    "s16.caf",
    "vorbis.ogg",
    "opus.opus",
    "cbr.mp3",
    "vbr_without_xing.mp3",
)


def bytes_of(field: str) -> int:
    status = Path("/proc/self/status").read_text()
    found = re.search(rf"^{field}:\s+(\d+) kB$", status, re.MULTILINE)
    assert found is not None
    return int(found[1]) * 1024


def peak_of(action: Callable[[], int]) -> tuple[int, int]:
    """How far the memory of a child rises while it runs the action, and what that returns."""
    to_read, to_write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            before = bytes_of("VmRSS")
            result = action()
            os.write(to_write, f"{bytes_of('VmHWM') - before} {result}".encode())
        finally:
            os._exit(0)
    os.close(to_write)
    with os.fdopen(to_read) as answer:
        peak, returned = answer.read().split()
    os.waitpid(child, 0)
    return int(peak), int(returned)


@pytest.fixture(scope="module")
def minutes(song: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two minutes of stereo in every format: 42 MB of samples."""
    folder = tmp_path_factory.mktemp("minutes")
    clip = folder / "clip.wav"
    ffmpeg("-stream_loop", "1", "-i", song, "-ar", "44100", "-c:a", "pcm_s24le", clip)
    for name in NAMES:
        ffmpeg("-i", clip, *corpus.settings(name), folder / name)
    return folder


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("num_threads", "sample_rate"), [(1, None), (7, 48000)])
def test_a_load_takes_its_output_and_little_more(
    minutes: Path, name: str, num_threads: int, sample_rate: int | None
) -> None:
    sources = (minutes / name, (minutes / name).read_bytes())
    for source in sources:

        def load(source: Path | bytes = source) -> int:
            waveform, _ = ac.load_audio_safe(source, sample_rate, num_threads=num_threads)
            return waveform.nbytes

        peak, output = peak_of(load)
        assert output > 40 * MIB
        limit = LIMIT + (num_threads - 1) * LIMIT_PER_THREAD
        assert peak <= output + limit, f"{(peak - output) / MIB:.1f} MiB beside the output"


@pytest.mark.parametrize("name", NAMES)
def test_a_streaming_conversion_takes_the_same_memory_for_any_length(
    minutes: Path, name: str, tmp_path: Path
) -> None:
    def convert(seconds: int) -> int:
        with (
            ac.AudioReader(minutes / name, 48000) as reader,
            ac.AudioWriter(tmp_path / "out.flac", 48000, reader.num_channels) as writer,
        ):
            frames = 0
            for block in reader:
                writer.write(block)
                frames += block.shape[1]
                if frames > seconds * 48000:
                    break
        return frames

    short, _ = peak_of(lambda: convert(20))
    whole, frames = peak_of(lambda: convert(1000))
    assert frames > 100 * 48000
    assert whole <= short + 2 * MIB
    assert whole <= LIMIT
