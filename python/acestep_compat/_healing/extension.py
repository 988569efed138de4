"""torchaudio's compiled extension: torchaudio imports without it, and functions that need it raise an error
that says why it is missing.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable
from types import ModuleType

from .lfilter import recursive_filter
from .state import STATE, root_cause

_LIBRARIES = ("libtorchaudio", "_torchaudio")


def allow_missing_extension(module: ModuleType) -> None:
    """``torchaudio._extension.utils``: an extension that does not load counts as missing."""
    real = module._load_lib

    @functools.wraps(real)
    def load_if_whole(lib: str) -> bool:
        if lib in _LIBRARIES and not _extension_loads(real, module._check_cuda_version):
            return False
        return bool(real(lib))

    STATE.set(module, "_load_lib", load_if_whole)


def _extension_loads(load: Callable[[str], bool], check_cuda: Callable[[], object]) -> bool:
    """Tries all of it: with one half loaded and the other missing, torchaudio fails later."""
    try:
        if not all(load(lib) for lib in _LIBRARIES):
            return False
        check_cuda()
    except (OSError, ImportError, AttributeError, RuntimeError) as error:
        with STATE.lock:
            STATE.extension_failure = root_cause(error)
            STATE.healed["torchaudio's extension"] = (
                f"torchaudio works without it, since it does not load: {STATE.extension_failure}"
            )
            STATE.only_healed.add("torchaudio")
        return False
    return True


def report_missing_extension(module: ModuleType) -> None:
    """``torchaudio._internal.module_utils`` of 2.10 and earlier: the extension is a Python module,
    found by name.
    """
    real = getattr(module, "is_module_available", None)
    if real is None:
        return

    @functools.wraps(real)
    def available(*modules: str) -> bool:
        if not real(*modules):
            return False
        if not any(name.startswith("torchaudio.lib.") for name in modules):
            return True
        utils = importlib.import_module("torchaudio._extension.utils")
        return bool(utils._load_lib("libtorchaudio"))

    STATE.set(module, "is_module_available", available)


def supply_lfilter(module: ModuleType) -> None:
    """``torchaudio.functional.filtering``: without the extension its recursive filter is a Python
    loop per sample.
    """
    generic = getattr(module, "_lfilter_core_generic_loop", None)
    for name in ("_lfilter_core_loop", "_lfilter_core_cpu_loop"):  # from 2.9 on, and before
        if generic is not None and getattr(module, name, None) is generic:
            STATE.set(module, name, recursive_filter)


def explain_unavailable(*names: str) -> Callable[[ModuleType], None]:
    """A patch for functions that need the extension: where it did not load, they raise its error."""

    def patch(module: ModuleType) -> None:
        for name in names if STATE.extension_failure else ():
            STATE.set(module, name, _unavailable(getattr(module, name), STATE.extension_failure))

    return patch


def _unavailable(function: Callable[..., object], cause: str) -> Callable[..., object]:
    @functools.wraps(function)
    def unavailable(*args: object, **kwargs: object) -> object:
        raise RuntimeError(
            f"torchaudio.functional.{function.__name__} needs torchaudio's compiled extension, which does not load: "
            f"{cause}. Install the torchaudio release that belongs to this torch"
        )

    return unavailable


PATCHES: dict[str, Callable[[ModuleType], None]] = {
    "torchaudio._extension.utils": allow_missing_extension,
    "torchaudio._internal.module_utils": report_missing_extension,
    "torchaudio.functional.filtering": supply_lfilter,
    "torchaudio.functional._alignment": explain_unavailable("forced_align"),
    "torchaudio.functional.functional": explain_unavailable("rnnt_loss"),
}
