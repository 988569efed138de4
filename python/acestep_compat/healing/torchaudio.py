"""torchaudio: imports without its extension, and has 2.8's names again."""

from __future__ import annotations

import functools
import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

from . import torchcodec
from .lfilter import recursive_filter
from .state import STATE

_NAMES = ("info", "AudioMetaData", "list_audio_backends", "get_audio_backend", "set_audio_backend")
_MODULES = ("backend", "backend.common", "sox_effects")
_REPLACED_NAMES = ("load", "save", "load_with_torchcodec", "save_with_torchcodec")


def let_extension_fail(module: ModuleType) -> None:
    """``torchaudio._extension.utils``: an extension that does not load counts as not being
    there.
    """
    real = module._load_lib

    @functools.wraps(real)
    def load_or_say_no(lib: str) -> bool:
        try:
            return bool(real(lib))
        except OSError as error:
            _extension_failed(error)
            return False

    STATE.set(module, "_load_lib", load_or_say_no)


def deny_extension(module: ModuleType) -> None:
    """``torchaudio._internal.module_utils`` of 2.8 and earlier: the extension is a Python module,
    found by name.
    """
    real = getattr(module, "is_module_available", None)
    if real is None:
        return

    @functools.wraps(real)
    def available(*modules: str) -> bool:
        if any(name.startswith("torchaudio.lib.") for name in modules):
            return bool(real(*modules)) and _extension_loads()
        return bool(real(*modules))

    STATE.set(module, "is_module_available", available)


def _extension_loads() -> bool:
    """Loads libtorchaudio the way that torchaudio itself is about to."""
    import torch

    spec = importlib.util.find_spec("torchaudio.lib._torchaudio")
    if spec is None or spec.origin is None:
        return False
    try:
        utils = importlib.import_module("torchaudio._extension.utils")
        for path in utils._LIB_DIR.glob("libtorchaudio.*"):
            torch.ops.load_library(path)  # type: ignore[no-untyped-call]
    except OSError as error:
        _extension_failed(error)
        return False
    return "torchaudio's extension" not in STATE.healed


def _extension_failed(error: OSError) -> None:
    with STATE.lock:
        STATE.healed["torchaudio's extension"] = (
            f"torchaudio works without it, since it does not load: {error}"
        )


def supply_lfilter(module: ModuleType) -> None:
    """``torchaudio.functional.filtering``: without the extension its recursive filter is a Python loop per sample."""
    generic = getattr(module, "_lfilter_core_generic_loop", None)
    for name in ("_lfilter_core_loop", "_lfilter_core_cpu_loop"):  # from 2.9 on, and before
        if generic is not None and getattr(module, name, None) is generic:
            STATE.set(module, name, recursive_filter)


def name_the_cause(*names: str) -> Callable[[ModuleType], None]:
    """A patch that makes functions which need the extension say so, where it did not load."""

    def patch(module: ModuleType) -> None:
        cause = STATE.healed.get("torchaudio's extension")
        for name in names if cause else ():

            def unavailable(*args: object, _name: str = name, **kwargs: object) -> None:
                raise RuntimeError(
                    f"torchaudio.functional.{_name} needs torchaudio's compiled extension: {cause}. "
                    "Install the torchaudio release that belongs to this torch"
                )

            STATE.set(module, name, functools.wraps(getattr(module, name))(unavailable))

    return patch


def add_names(module: ModuleType) -> None:
    """``torchaudio``: 2.8's names where they are gone or cannot work, and input and output where its own cannot."""
    ours = importlib.import_module("acestep_compat.torchaudio_compat")
    broken = "torchaudio's extension" in STATE.healed or STATE.force
    if not broken and not hasattr(module, "load_with_torchcodec"):
        return  # an old torchaudio that works
    for name in _NAMES:
        if broken or not hasattr(module, name):
            STATE.set(module, name, getattr(ours, name))
    for name in _MODULES:
        if name.split(".")[0] not in vars(module) or f"torchaudio.{name}" not in sys.modules:
            module_of_ours = sys.modules[f"{ours.__name__}.{name}"]
            STATE.set(sys.modules, f"torchaudio.{name}", module_of_ours)
            if "." not in name:
                STATE.set(module, name, module_of_ours)
    for name in _REPLACED_NAMES:
        if name in vars(module):
            STATE.set(module, name, _real_or_ours(getattr(module, name), getattr(ours, name)))
    with STATE.lock:
        STATE.healed["torchaudio's input and output"] = (
            "load, save, info and AudioMetaData as in torchaudio 2.8"
        )


def _real_or_ours(real: Callable[..., Any], ours: Callable[..., Any]) -> Callable[..., Any]:
    """torchaudio's own function where torchcodec works, else ours; decided when it is first
    called.
    """

    @functools.wraps(ours)
    def call(*args: Any, **kwargs: Any) -> Any:
        chosen = real if not STATE.force and torchcodec.loads() else ours
        return chosen(*args, **kwargs)

    return call


PATCHES: dict[str, Callable[[ModuleType], None]] = {
    "torchaudio": add_names,
    "torchaudio._extension.utils": let_extension_fail,
    "torchaudio._internal.module_utils": deny_extension,
    "torchaudio.functional.filtering": supply_lfilter,
    "torchaudio.functional._alignment": name_the_cause("forced_align"),
    "torchaudio.functional.functional": name_the_cause("rnnt_loss"),
}
