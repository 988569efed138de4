"""A torchcodec that is absent, that loads but finds no FFmpeg, and one that works: each gets what
it needs and no more. The last two are played by a package of our own here, and met in person in
real_torchcodec/.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Python = Callable[..., str]


@pytest.fixture
def torchcodec_of(tmp_path: Path) -> Callable[[object], Path]:
    """Makes a torchcodec whose `ffmpeg_major_version` is what is given; gives its folder."""

    def make(ffmpeg: object) -> Path:
        classes = {
            "__init__": "AudioSamples",
            "decoders": "AudioDecoder WavDecoder AudioStreamMetadata ContainerMetadata StreamMetadata "
            "get_container_metadata VideoDecoder",
            "encoders": "AudioEncoder AudioStream Encoder PngEncoder",
        }
        folder = tmp_path / "torchcodec_of"
        (folder / "torchcodec").mkdir(parents=True)
        for module, names in classes.items():
            code = "".join(f"class {name}: pass\n" for name in names.split())
            (folder / "torchcodec" / f"{module}.py").write_text(code)
        with (folder / "torchcodec" / "__init__.py").open("a") as package:
            package.write(f"\nfrom . import decoders, encoders\nffmpeg_major_version = {ffmpeg!r}")
        return folder

    return make


def test_without_ffmpeg_audio_is_ours_and_images_stay(
    python: Python, torchcodec_of: Callable[[object], Path], song: str
) -> None:
    code = """
import sys, acestep_compat
acestep_compat.install()
import torchcodec
from torchcodec.decoders import AudioDecoder, VideoDecoder
from torchcodec.encoders import PngEncoder
samples = AudioDecoder(sys.argv[1]).get_samples_played_in_range(0, 1)
print(type(samples) is torchcodec.AudioSamples, torchcodec.ffmpeg_major_version is not None)
print(VideoDecoder.__module__, PngEncoder.__module__)
acestep_compat.uninstall()
print(torchcodec.decoders.AudioDecoder.__module__, torchcodec.ffmpeg_major_version, "torchcodec" in sys.modules)
"""
    assert python(code, song, before=torchcodec_of(None)) == (
        "True True\ntorchcodec.decoders torchcodec.encoders\ntorchcodec.decoders None True"
    )


def test_names_bound_before_install_are_repaired(
    python: Python, torchcodec_of: Callable[[object], Path], song: str
) -> None:
    code = """
import sys, acestep_compat
from torchcodec.decoders import AudioDecoder, VideoDecoder
acestep_compat.install()
print(AudioDecoder(sys.argv[1]).metadata.num_channels, VideoDecoder.__module__)
"""
    folder = torchcodec_of(None)
    assert python(code, song, before=folder) == "2 torchcodec.decoders"


def test_one_that_works_is_left_alone_unless_forced(
    python: Python, torchcodec_of: Callable[[object], Path], song: str
) -> None:
    code = """
import sys, acestep_compat
acestep_compat.install()
import torchcodec.decoders
before = torchcodec.decoders.AudioDecoder.__module__, acestep_compat.status().healed
acestep_compat.install(force=True)
print(before, torchcodec.decoders.AudioDecoder(sys.argv[1]).metadata.num_channels)
print(torchcodec.decoders.get_container_metadata.__module__, torchcodec.ffmpeg_major_version)
"""
    assert python(code, song, before=torchcodec_of(6)) == (
        "('torchcodec.decoders', {}) 2\ntorchcodec.decoders 6"
    )


def test_an_import_that_another_thread_has_begun_is_waited_for(
    python: Python, torchcodec_of: Callable[[object], Path], song: str
) -> None:
    folder = torchcodec_of(None)
    with (folder / "torchcodec" / "__init__.py").open("a") as package:
        package.write("\nimport builtins, time; builtins.begun.set(); time.sleep(0.5)")
    code = """
import builtins, sys, threading, acestep_compat
builtins.begun = threading.Event()
thread = threading.Thread(target=lambda: __import__("torchcodec"))
thread.start()
begun.wait()
acestep_compat.install()
from torchcodec.decoders import AudioDecoder
print(AudioDecoder(sys.argv[1]).metadata.num_channels)
"""
    assert python(code, song, before=folder) == "2"


def test_where_it_is_absent_those_who_remember_that_are_told(
    python_without: Callable[..., subprocess.CompletedProcess[str]], song: str
) -> None:
    code = """
import importlib.metadata, importlib.util, sys
import acestep_compat, datasets
from transformers.utils.import_utils import is_torchcodec_available, is_torchcodec_usable
def answers():
    found = importlib.util.find_spec("torchcodec") is not None
    remembered = datasets.config.TORCHCODEC_AVAILABLE
    return found, remembered, is_torchcodec_available(), is_torchcodec_usable("audio")
print(*answers())
acestep_compat.install()
print(*answers(), importlib.metadata.version("torchcodec"))
print("torchcodec" in importlib.metadata.packages_distributions())
samples = datasets.Audio().decode_example({"path": sys.argv[1], "bytes": None}).get_all_samples()
print(tuple(samples.data.shape))
acestep_compat.uninstall()
print(*answers())
"""
    result = python_without("torchcodec", "-c", code, song)
    assert result.stdout == (
        "False False False False\nTrue True True True 0.17.0+acestep.compat\nTrue\n(2, 2879471)\n"
        "False False False False\n"
    ), result.stderr
