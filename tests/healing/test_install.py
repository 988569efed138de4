"""install() and uninstall(): order, repetition, threads, traces, child processes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Python = Callable[..., str]

INSTALL = "import acestep_compat\nacestep_compat.install()\n"


def test_names_bound_before_install_are_repaired(python: Python, song: str, tmp_path: Path) -> None:
    # A torchaudio that imports, whose load() lacks torchcodec; and whisper, by packages of our own.
    # Real ones are met in programs_by_hand.py.
    for path, code in {
        "torchaudio/__init__.py": "def load(path): raise ImportError\nsave = load_with_torchcodec = load",
        "whisper/__init__.py": "from .audio import load_audio\nfrom . import transcribe",
        "whisper/audio.py": "def load_audio(file, sr=16000): raise FileNotFoundError('ffmpeg')",
        "whisper/transcribe.py": "from .audio import load_audio as read",
    }.items():
        (tmp_path / "fake" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "fake" / path).write_text(code)
    code = """
import sys, acestep_compat, whisper.transcribe
from torchaudio import load as first_load
acestep_compat.install()
print(first_load(sys.argv[1], num_frames=5)[0].shape[1], whisper.load_audio.__module__)
acestep_compat.install(ffmpeg_callers=True)
for read in (whisper.load_audio, whisper.audio.load_audio, whisper.transcribe.read):
    print(read(sys.argv[1], 8000).shape, end=" ")
acestep_compat.uninstall()
print(whisper.transcribe.read.__module__, first_load.__module__)
"""
    assert python(code, song, before=tmp_path / "fake") == (
        "5 whisper.audio\n(479912,) (479912,) (479912,) whisper.audio torchaudio"
    )


def test_install_repairs_what_a_failed_import_left_behind(python: Python, song: str) -> None:
    code = """
import sys
try:
    import torchaudio
except OSError:
    pass
import acestep_compat
acestep_compat.install()
import torchaudio
print(torchaudio.load(sys.argv[1], num_frames=7)[0].shape[1])
"""
    assert python(code, song) == "7"


def test_install_twice_and_from_threads_adds_one_finder(python: Python) -> None:
    code = """
import sys, threading, acestep_compat
before = len(sys.meta_path)
threads = [threading.Thread(target=acestep_compat.install) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
acestep_compat.install()
print(len(sys.meta_path) - before)
"""
    assert python(code) == "1"


def test_install_imports_nothing_that_it_heals_and_opens_few_files(python: Python) -> None:
    # The first time, it imports its own modules; benchmarks/startup.py says how long each takes.
    code = """
import sys, acestep_compat
acestep_compat.install()
acestep_compat.uninstall()
opened = []
before = set(sys.modules)
sys.addaudithook(lambda event, arguments: opened.append(arguments[0]) if event == "open" else None)
acestep_compat.install()
count = len(opened)
loaded = [name for name in ("torchaudio", "torchcodec", "datasets", "transformers") if name in sys.modules]
print(count <= 20 or opened, set(sys.modules) - before, loaded)
"""
    assert python(code) == "True set() []"


def test_torchcodec_is_found_by_those_who_only_look(python: Python) -> None:
    code = (
        INSTALL
        + """
import importlib.metadata, importlib.util
print(importlib.util.find_spec("torchcodec") is not None, importlib.metadata.version("torchcodec"))
import torchcodec, torchcodec.decoders
print(torchcodec.__spec__ is not None, importlib.util.find_spec("torchcodec.decoders") is not None)
"""
    )
    assert python(code) == "True 0.17.0\nTrue True"


def test_video_decoder_imports_and_says_why_it_does_not_work(python: Python) -> None:
    code = (
        INSTALL
        + """
from torchcodec.decoders import VideoDecoder
try:
    VideoDecoder("film.mp4")
except RuntimeError as error:
    print("decodes audio only" in str(error))
"""
    )
    assert python(code) == "True"


def test_what_needs_the_extension_names_the_cause(python: Python) -> None:
    code = (
        INSTALL
        + """
import torch, torchaudio
for call in (torchaudio.functional.forced_align, torchaudio.functional.rnnt_loss):
    try:
        call(torch.zeros(1, 2, 3), torch.zeros(1, 1))
    except RuntimeError as error:
        print("does not load" in str(error))
"""
    )
    assert python(code) == "True\nTrue"


def test_torchaudios_own_resampler_is_left_alone(python: Python) -> None:
    code = (
        INSTALL
        + """
import torchaudio
print(torchaudio.functional.resample.__module__, torchaudio.transforms.Resample.__module__)
"""
    )
    assert python(code) == "torchaudio.functional.functional torchaudio.transforms._transforms"


def test_forked_children_are_healed(python: Python, song: str) -> None:
    code = (
        INSTALL
        + """
import multiprocessing, sys
def work(path):
    import torchaudio
    return torchaudio.load(path, num_frames=11)[0].shape[1]
with multiprocessing.get_context("fork").Pool(1) as pool:
    print(pool.apply(work, (sys.argv[1],)))
"""
    )
    assert python(code, song) == "11"


def test_transformers_ffmpeg_reader_is_served_with_the_same_samples_when_asked(
    python: Python, song: str
) -> None:
    # At the file's own rate, since resamplers differ; 2e-7 is one rounding of a sum of two float32
    # numbers below 2.
    code = """
import os, subprocess, sys, acestep_compat
command = ["ffmpeg", "-nostdin", "-v", "error", "-i", sys.argv[1], "-t", "5", "-ar", "16000", "clip.wav"]
subprocess.run(command, check=True)
content = open("clip.wav", "rb").read()
acestep_compat.install()
from transformers.pipelines.audio_utils import ffmpeg_read
reference = ffmpeg_read(content, 16000)
acestep_compat.install(ffmpeg_callers=True)
os.environ["PATH"] = ""
samples = ffmpeg_read(content, 16000)
print(samples.dtype, samples.shape, abs(samples - reference).max() < 2e-7)
try:
    ffmpeg_read(b"no audio", 16000)
except ValueError as error:
    print("Soundfile is either not in the correct format or is malformed" in str(error))
"""
    assert python(code, song) == "float32 (80000,) True\nTrue"
