"""uninstall() takes everything back, and install() after it works as the first one did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Python = Callable[..., str]


def test_uninstall_leaves_no_trace(python: Python) -> None:
    code = """
import os, sys, acestep_compat
import datasets, transformers  # these may add finders of their own
os.environ["ACESTEP_COMPAT_OPTIONS"] = "mine"
def traces():
    names = [name for name in os.environ if "ACESTEP" in name]
    return list(sys.meta_path), [(name, os.environ[name]) for name in names]
before = traces()
acestep_compat.install(children=True, ffmpeg_callers=True)
import torchaudio, torchcodec.decoders, transformers.pipelines.audio_utils as readers
ours = readers.ffmpeg_read.__module__
acestep_compat.uninstall()
left = [name for name in sys.modules if name.split(".")[0] in ("torchaudio", "torchcodec")]
print(traces() == before, left, acestep_compat.status())
print(ours, readers.ffmpeg_read.__module__)
try:
    import torchaudio
except OSError:
    print("broken again")
"""
    assert python(code) == (
        "True [] acestep_compat: not installed\n"
        "acestep_compat._healing.callers transformers.pipelines.audio_utils\nbroken again"
    )


def test_names_that_a_program_bound_are_given_back(python: Python, tmp_path: Path) -> None:
    (tmp_path / "client.py").write_text("from torchaudio import load, save as write")
    code = """
import acestep_compat
acestep_compat.install()
import client
ours = client.load.__module__, client.write.__module__
acestep_compat.uninstall()
print(ours, client.load.__module__, client.write.__module__)
"""
    assert python(code) == (
        "('acestep_compat.torchaudio_compat._loading', 'acestep_compat.torchaudio_compat._saving') "
        "torchaudio torchaudio"
    )


def test_install_works_again_after_uninstall(python: Python, song: str) -> None:
    code = """
import sys, acestep_compat
for _ in range(3):
    acestep_compat.install()
    import torchaudio, torchcodec.decoders
    torchaudio.functional.loudness(*torchaudio.load(sys.argv[1], num_frames=48000))
    print(torchcodec.decoders.AudioDecoder(sys.argv[1]).metadata.num_channels, end=" ")
    acestep_compat.uninstall()
    acestep_compat.uninstall()
"""
    assert python(code, song) == "2 2 2"


def test_patches_of_another_package_are_reported_and_left_alone(python: Python) -> None:
    code = """
import sys, acestep_compat
acestep_compat.install()
import torchaudio
def load(path): return "the other's"
load.__module__ = "tts_audio_suite"
torchaudio.load = load
print(*acestep_compat.status().notes)
acestep_compat.install()
print(torchaudio.load("x"))
acestep_compat.uninstall()
print(torchaudio.load("x"))
"""
    assert python(code) == (
        "torchaudio.load was replaced after install() by tts_audio_suite\nthe other's\nthe other's"
    )
