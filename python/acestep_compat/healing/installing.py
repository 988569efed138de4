"""``install`` and ``uninstall``."""

from __future__ import annotations

import os
import sys

from . import callers
from .bound_names import believe_in_torchcodec, forget_answers, rebind
from .children import VARIABLE
from .finder import AFTER_IMPORT, HealingFinder
from .state import STATE, forget_modules
from .torchaudio import add_names

_AUDIO_FUNCTIONS = ("load", "save", "info", "AudioMetaData", "list_audio_backends")


def install(*, force: bool = False, children: bool = False, ffmpeg_callers: bool = False) -> None:
    """Makes programs run that torchaudio or torchcodec stop; what works already stays as it is.

    Safe to call again and from any thread; imports none of the libraries that it heals.

    Args:
        force: Put our audio in place of torchaudio's and torchcodec's even where those work.
        children: Heal spawned and forkserver child processes too (they start with
            ``ACESTEP_COMPAT_INSTALL=1`` in their environment, which a ``.pth`` file of this
            package looks for).
        ffmpeg_callers: Serve openai-whisper's, whisperX's and transformers' readers, which run the
            ffmpeg program.

    Example::

        import acestep_compat

        acestep_compat.install()
        import torchaudio                       # imports, whatever torch is installed

        waveform, rate = torchaudio.load("song.mp3")
    """
    with STATE.lock:
        STATE.force = force
        callers.enabled = callers.enabled or ffmpeg_callers
        if children:
            os.environ[VARIABLE] = "1"
        if not STATE.installed:
            STATE.installed = True
            sys.meta_path.insert(0, HealingFinder())
            for package in ("torchaudio", "torchcodec"):
                if package not in sys.modules:
                    forget_modules(
                        package
                    )  # what an import that failed left behind would not be patched
        _heal_loaded_modules()


def uninstall() -> None:
    """Takes everything back: the import hook, patched names, stand-in modules. Safe to call at any
    time.
    """
    with STATE.lock:
        sys.meta_path[:] = [
            finder for finder in sys.meta_path if not isinstance(finder, HealingFinder)
        ]
        broken = [name for name in ("torchaudio", "torchcodec") if _only_lives_healed(name)]
        STATE.restore()
        for package in broken:
            forget_modules(package)
        forget_answers()
        callers.enabled = STATE.force = STATE.installed = False
        os.environ.pop(VARIABLE, None)


def _only_lives_healed(package: str) -> bool:
    """Whether a loaded package would not have been imported without us."""
    return ("torchcodec" if package == "torchcodec" else "torchaudio's extension") in STATE.healed


def _heal_loaded_modules() -> None:
    """What the program imported before ``install()``."""
    loaded = sys.modules.get("torchaudio")
    if loaded is not None and "torchaudio's input and output" not in STATE.healed:
        before = {name: vars(loaded)[name] for name in _AUDIO_FUNCTIONS if name in vars(loaded)}
        add_names(loaded)
        rebind(before, loaded)
    for name, patch in AFTER_IMPORT.items():
        module = sys.modules.get(name)
        if module is not None and name in callers.PATCHES:
            patch(module)
    believe_in_torchcodec()
    forget_answers()
