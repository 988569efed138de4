"""Other releases of torchaudio than the installed one, and extensions that fail in other ways."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Python = Callable[..., str]

# Folders that hold a torchaudio each (pip install --no-deps --target FOLDER torchaudio==VERSION);
# scripts/test makes that of 2.8.0. Others can be named in TORCHAUDIO_FOLDERS, separated by colons.
FOLDERS = [
    Path(sys.prefix) / "torchaudio-2.8.0",
    *map(Path, filter(None, os.environ.get("TORCHAUDIO_FOLDERS", "").split(":"))),
]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_any_release_imports_and_works(python: Python, song: str, folder: Path) -> None:
    assert (folder / "torchaudio").is_dir()
    code = """
import sys, acestep_compat
acestep_compat.install()
import torch, torchaudio
from torchaudio.backend.common import AudioMetaData
import torchaudio.sox_effects
waveform, rate = torchaudio.load(sys.argv[1], num_frames=48000)
torchaudio.save("clip.flac", waveform, rate)
found = torchaudio.info("clip.flac")
print(torchaudio.__file__.startswith(sys.argv[2]), found == AudioMetaData(48000, 48000, 2, 24, "FLAC"))
print(isinstance(found, torchaudio.AudioMetaData), bool(torchaudio.list_audio_backends()))
low = torchaudio.transforms.Resample(rate, 16000)(waveform)
print(tuple(low.shape), round(torchaudio.functional.loudness(waveform, rate).item(), 1))
for name in ("forced_align", "rnnt_loss"):
    if hasattr(torchaudio.functional, name):
        try:
            getattr(torchaudio.functional, name)(torch.zeros(1, 2, 3), torch.zeros(1, 1))
        except RuntimeError as error:
            print("which does not load" in str(error))
"""
    # -21.3 LUFS: what torchaudio 2.11 with its extension says of this second of the song.
    expected = "True True\nTrue True\n(2, 16000) -21.3\nTrue\nTrue"
    assert python(code, song, str(folder), before=folder) == expected


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        ("if lib == 'libtorchaudio': raise OSError('undefined symbol: x')", "undefined symbol: x"),
        (
            "check_cuda.error = RuntimeError('compiled with different CUDA versions')",
            "different CUDA versions",
        ),
    ],
    ids=["half of it loads", "it is for another CUDA"],
)
def test_an_extension_that_fails_in_another_way_counts_as_absent(
    python: Python, tmp_path: Path, failure: str, message: str
) -> None:
    # A torchaudio of our own that asks for its extension as the real one does.
    package = tmp_path / "fake" / "torchaudio" / "_extension"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").write_text("from . import _extension\ndef load(): pass\n")
    (package / "__init__.py").write_text("""
from .utils import _check_cuda_version, _load_lib
available = _load_lib("_torchaudio")
if available:
    if not _load_lib("libtorchaudio"):
        raise ImportError("Failed to load libtorchaudio")
    _check_cuda_version()
""")
    (package / "utils.py").write_text(f"""
class check_cuda: error = None
def _load_lib(lib):
    {failure}
    return True
def _check_cuda_version():
    if check_cuda.error: raise check_cuda.error
""")
    code = """
import acestep_compat
acestep_compat.install()
import torchaudio
print(torchaudio._extension.available, acestep_compat.status().healed["torchaudio's extension"])
"""
    answer = python(code, before=package.parents[1])
    assert answer.startswith("False torchaudio works without it, since it does not load")
    assert message in answer
