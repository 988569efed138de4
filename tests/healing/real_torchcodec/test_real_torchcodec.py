"""Where the real torchcodec works: nothing is shadowed and results agree; and the real one that
finds no FFmpeg. By hand: `scripts/test --real-torchcodec`.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from programs import PROGRAMS, Program

Python = Callable[..., str]

INSTALL = "import sys, acestep_compat\nacestep_compat.install()\n"


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
@pytest.mark.parametrize("how", ["as it is", "healed", "forced"])
def test_program_prints_the_same(program: Program, how: str, song: str, tmp_path: Path) -> None:
    code = {
        "as it is": program.code,
        "healed": program.healed_code,
        "forced": f"import acestep_compat; acestep_compat.install(force=True)\n{program.code}",
    }[how]
    command = [sys.executable, "-c", code, song, str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if how == "as it is" and result.returncode != 0:
        # torchaudio 2.9 and later lack some names even where torchcodec works, and cannot save to
        # file objects.
        lacking = ("torchaudio' has no attribute", "in save_with_torchcodec")
        assert any(text in result.stderr for text in lacking), result.stderr
        return
    assert result.returncode == 0, result.stderr
    assert result.stdout.splitlines()[-1] == program.prints


def test_nothing_is_shadowed(python: Python, song: str) -> None:
    code = f"""{INSTALL}
import importlib.metadata, torchaudio, torchcodec, torchcodec.decoders, torchcodec.encoders
names = [torchcodec.AudioSamples, torchcodec.decoders.AudioDecoder, torchcodec.decoders.WavDecoder,
         torchcodec.decoders.VideoDecoder, torchcodec.decoders.decode_png, torchcodec.encoders.AudioEncoder]
print({{name.__module__.split(".")[0] for name in names}}, torchcodec.ffmpeg_major_version > 0)
torchaudio.load(sys.argv[1], num_frames=1)
torchaudio.functional.loudness(*torchaudio.load(sys.argv[1], num_frames=48000))
print(list(acestep_compat.status().healed))
print(torchaudio._extension._IS_TORCHAUDIO_EXT_AVAILABLE, torchaudio.functional.forced_align.__module__)
"""
    assert python(code, song) == (
        "{'torchcodec'} True\n[\"torchaudio's names\"]\nTrue torchaudio.functional._alignment"
    )


@pytest.mark.parametrize("name", ["song.wav", "song.flac", "song.mp3"])
def test_ours_and_the_real_one_agree(python: Python, song: str, name: str) -> None:
    # PCM and FLAC are exact. MP3: two decoders' float32 arithmetic, 1e-6 of full scale is 20 bits;
    # FFmpeg may give some frames of padding more at the end.
    code = f"""{INSTALL}
import subprocess, torch, torchaudio
subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-i", sys.argv[1], "-t", "5", "{name}"], check=True)
from torchcodec.decoders import AudioDecoder as Real
from acestep_compat.torchcodec_compat.decoders import AudioDecoder as Ours
limit = 1e-6 if "{name}" == "song.mp3" else 0
for options in ({{}}, {{"num_channels": 1}}):
    real, ours = (kind("{name}", **options) for kind in (Real, Ours))
    a, b = real.get_all_samples().data, ours.get_all_samples().data
    frames = min(a.shape[1], b.shape[1])
    assert abs(a.shape[1] - b.shape[1]) <= (1152 if limit else 0), (a.shape, b.shape)
    worst = (a[:, :frames] - b[:, :frames]).abs().max().item()
    # Mixing adds and multiplies once more: 2 roundings of numbers below 2.
    assert worst <= limit + (2.5e-7 if options else 0), worst
    a, b = (kind.get_samples_played_in_range(1.25, 2.5) for kind in (real, ours))
    assert (a.data.shape, a.pts_seconds, a.sample_rate) == (b.data.shape, b.pts_seconds, b.sample_rate)
for field in ("sample_rate", "num_channels", "codec", "sample_format", "stream_index", "media_type"):
    assert getattr(real.metadata, field) == getattr(ours.metadata, field), field
by_torchcodec, rate = torchaudio.load("{name}")
acestep_compat.install(force=True)
by_us, our_rate = torchaudio.load("{name}")
frames = min(by_torchcodec.shape[1], by_us.shape[1])
print(rate == our_rate, ((by_torchcodec - by_us[:, :frames])[:, :frames].abs().max() <= limit).item())
"""
    assert python(code, song) == "True True"


def test_what_torchaudio_would_ignore_means_what_it_meant_in_2_8(python: Python, song: str) -> None:
    code = f"""{INSTALL}
import io, torch, torchaudio
waveform, rate = torchaudio.load(sys.argv[1], num_frames=48000)
torchaudio.save("plain.wav", waveform, rate)
print(list(acestep_compat.status().healed))  # torchcodec still does what it can
torchaudio.save("24.wav", waveform, rate, encoding="PCM_S", bits_per_sample=24)
torchaudio.save("integers.wav", torch.tensor([[1, -2, 3]], dtype=torch.int16), rate)
torchaudio.save(io.BytesIO(), waveform, rate, format="mp3")
print(torchaudio.info("24.wav").bits_per_sample, torchaudio.load("integers.wav", normalize=False)[0].tolist())
"""
    assert python(code, song) == '["torchaudio\'s names"]\n24 [[1, -2, 3]]'


def test_files_that_we_write_are_the_real_ones_to_read(python: Python, song: str) -> None:
    code = f"""{INSTALL}
import torch
from torchcodec.decoders import AudioDecoder as Real
from acestep_compat.torchcodec_compat.encoders import AudioEncoder
samples = Real(sys.argv[1]).get_samples_played_in_range(1, 3).data
for name in ("wav", "flac", "mp3"):
    AudioEncoder(samples, sample_rate=48000).to_file(f"out.{{name}}", num_channels=1)
    metadata = Real(f"out.{{name}}").metadata
    print(metadata.codec, metadata.num_channels, metadata.sample_rate, end=" ")
"""
    assert python(code, song) == "pcm_s16le 1 48000 flac 1 48000 mp3 1 48000"


@pytest.fixture
def without_ffmpeg(tmp_path: Path) -> Path:
    """A folder with the installed torchcodec, less the libraries of it that are linked with FFmpeg."""
    spec = importlib.util.find_spec("torchcodec")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    folder = tmp_path / "without_ffmpeg"
    (folder / "torchcodec").mkdir(parents=True)
    (folder / "torchcodec.libs").symlink_to(package.with_name("torchcodec.libs"))
    for part in package.iterdir():
        if "libtorchcodec_core" not in part.name:
            if part.suffix == ".so":  # its path is where its own libraries are looked for
                os.link(part.resolve(), folder / "torchcodec" / part.name)
            else:
                (folder / "torchcodec" / part.name).symlink_to(part)
    return folder


@pytest.mark.parametrize("bound", ["before", "after"])
def test_one_that_finds_no_ffmpeg_keeps_its_images_and_gets_our_audio(
    python: Python, without_ffmpeg: Path, song: str, bound: str
) -> None:
    names = """
import torch, torchcodec
from torchcodec.decoders import AudioDecoder, decode_png
from torchcodec.encoders import PngEncoder
"""
    code = f"""{names if bound == "before" else ""}{INSTALL}{names}
import torchaudio
image = torch.arange(48, dtype=torch.uint8).reshape(3, 4, 4)
print(torch.equal(decode_png(PngEncoder(image).to_tensor()), image), decode_png.__module__.split(".")[0])
samples = AudioDecoder(sys.argv[1]).get_samples_played_in_range(1, 2)
print(type(samples) is torchcodec.AudioSamples, torchaudio.load(sys.argv[1], num_frames=5)[0].shape[1])
acestep_compat.uninstall()
print(AudioDecoder.__module__.split(".")[0], torchcodec.ffmpeg_major_version)
"""
    assert python(code, song, before=without_ffmpeg) == "True torchcodec\nTrue 5\ntorchcodec None"
