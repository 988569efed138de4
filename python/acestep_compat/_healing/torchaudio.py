"""torchaudio's input and output: 2.8's names where later releases lack them, and our functions where its
own cannot work.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import os
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import torch

from . import torchcodec
from .bound_names import rebind_to_new
from .state import STATE

_NAMES = ("info", "AudioMetaData", "list_audio_backends", "get_audio_backend", "set_audio_backend")
_MODULES = ("backend", "backend.common", "sox_effects")
_DECODING_NAMES = ("load", "save", "load_with_torchcodec", "save_with_torchcodec")


def add_names(module: ModuleType) -> None:
    """``torchaudio``, after its import."""
    broken = bool(STATE.extension_failure) or STATE.force
    decodes_itself = "torchaudio._backend" in sys.modules  # until 2.8, without torchcodec
    if "torchaudio's names" in STATE.healed or (decodes_itself and not broken):
        return
    ours = importlib.import_module("acestep_compat.torchaudio_compat")
    with STATE.lock:
        begun = len(STATE.changes)
        _add_modules(module, ours)
        for name in _NAMES:
            if not hasattr(module, name) or (broken and not _is_foreign_patch(module, name)):
                STATE.set(module, name, getattr(ours, name))
        for name in _DECODING_NAMES:
            if name in vars(module) and not _is_foreign_patch(module, name):
                real, own = getattr(module, name), getattr(ours, name)
                STATE.set(module, name, own if decodes_itself else _real_or_ours(real, own))
        # Until 2.8 several of torchaudio's modules had each of them.
        rebind_to_new(STATE.changes[begun:], within="torchaudio.")
        STATE.healed["torchaudio's names"] = "info, AudioMetaData and others as in torchaudio 2.8"


def _add_modules(module: ModuleType, ours: ModuleType) -> None:
    for name in _MODULES:
        if name.split(".")[0] not in vars(module) or f"torchaudio.{name}" not in sys.modules:
            module_of_ours = sys.modules[f"{ours.__name__}.{name}"]
            STATE.set(sys.modules, f"torchaudio.{name}", module_of_ours)
            if "." not in name:
                STATE.set(module, name, module_of_ours)


def _is_foreign_patch(module: ModuleType, name: str) -> bool:
    """Whether another package has patched the name before us. That is reported and left alone."""
    owner = str(getattr(getattr(module, name, None), "__module__", "torchaudio"))
    if owner.split(".")[0] in ("torchaudio", "acestep_compat"):
        return False
    STATE.foreign_patches.append(f"torchaudio.{name} is {owner}'s, and was left alone")
    return True


def _real_or_ours(real: Callable[..., Any], ours: Callable[..., Any]) -> Callable[..., Any]:
    """torchaudio's own function where torchcodec works and nothing is asked for that it ignores,
    else ours; decided when it is called.
    """
    signature = inspect.signature(ours)

    @functools.wraps(ours)
    def call(*args: Any, **kwargs: Any) -> Any:
        asked = signature.bind(*args, **kwargs).arguments
        if not STATE.force and not _needs_2_8(asked) and torchcodec.loads():
            return real(*args, **kwargs)
        STATE.healed.setdefault(f"torchaudio.{ours.__name__}", "served by acestep_compat")
        return ours(*args, **kwargs)

    return call


def _needs_2_8(asked: dict[str, Any]) -> bool:
    """Whether torchaudio 2.9 and later would ignore a part of a call of load or save, or refuse it."""
    ignored = ("format", "encoding", "bits_per_sample", "compression")
    if "src" not in asked:
        return asked.get("normalize", True) is False
    return (
        any(asked.get(name) is not None for name in ignored)
        or not isinstance(asked["uri"], (str, os.PathLike))
        or not torch.is_floating_point(asked["src"])  # it saturates integers to -1 and 1
    )


PATCHES: dict[str, Callable[[ModuleType], None]] = {"torchaudio": add_names}
