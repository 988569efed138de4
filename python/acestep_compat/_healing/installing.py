"""``install`` and ``uninstall``."""

from __future__ import annotations

import importlib
import sys
from contextlib import suppress

from . import callers, torchaudio, torchcodec
from .bound_names import (
    clear_cached_answers,
    mark_torchcodec_available,
    rebind_to_new,
    rebind_to_old,
)
from .children import set_environment_of_children
from .finder import HealingFinder
from .state import STATE, forget_modules

_PACKAGES = ("torchaudio", "torchcodec")


def install(*, force: bool = False, children: bool = False, ffmpeg_callers: bool = False) -> None:
    """Makes programs run that torchaudio or torchcodec stop; what works already stays as it is.

    Safe to call again and from any thread; imports none of the libraries that it heals.

    Args:
        force: Replace torchaudio's and torchcodec's audio even where those work.
        children: Heal spawned and forkserver child processes too (they start with
            ``ACESTEP_COMPAT_INSTALL=1`` in their environment, which a ``.pth`` file of this
            package looks for).
        ffmpeg_callers: Replace openai-whisper's, whisperX's and transformers' readers, which run
            the ffmpeg program.

    Example::

        import acestep_compat

        acestep_compat.install()
        import torchaudio                       # imports, whatever torch is installed

        waveform, rate = torchaudio.load("song.mp3")
    """
    with STATE.lock:
        STATE.force = STATE.force or force
        STATE.ffmpeg_callers = STATE.ffmpeg_callers or ffmpeg_callers
        STATE.children = STATE.children or children
        if STATE.children:
            set_environment_of_children()
        if not STATE.installed:
            STATE.installed = True
            sys.meta_path.insert(0, HealingFinder())
            for package in _PACKAGES:
                if package not in sys.modules:
                    # What an import that failed left behind would not be patched.
                    forget_modules(package)
    _wait_for_running_imports()
    with STATE.lock:
        _heal_loaded_modules()


def uninstall() -> None:
    """Undoes everything: the import hook, patched names, stand-in modules. Safe to call at any time.

    Example:
        >>> acestep_compat.uninstall()
    """
    with STATE.lock:
        sys.meta_path[:] = [
            finder
            for finder in sys.meta_path
            if not type(finder).__module__.startswith("acestep_compat")
        ]
        rebind_to_old(STATE.restore())
        for package in STATE.only_healed:
            forget_modules(package)
        STATE.only_healed.clear()
        clear_cached_answers()


def _wait_for_running_imports() -> None:
    """Waits until other threads have imported: an unfinished module cannot be patched."""
    for package in _PACKAGES:
        spec = getattr(sys.modules.get(package), "__spec__", None)
        if getattr(spec, "_initializing", False):
            with suppress(Exception):  # is for the thread that imports it
                importlib.import_module(package)


def _heal_loaded_modules() -> None:
    """What the program imported before ``install()``."""
    begun = len(STATE.changes)
    patches = {
        "torchcodec": torchcodec.heal_audio_half,
        "torchaudio": torchaudio.add_names,
        **callers.PATCHES,
    }
    for name, patch in patches.items():
        module = sys.modules.get(name)
        if module is not None:
            patch(module)
    rebind_to_new(STATE.changes[begun:])
    mark_torchcodec_available()
    clear_cached_answers()
