"""What programs kept before ``install()``: names bound by ``from torchaudio import load``, and
cached answers to whether a library is there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from .state import STATE, Change

_CACHED_ANSWERS = (
    "is_torchcodec_available",
    "is_torchcodec_usable",
    "is_torchcodec_greater_or_equal",
    "is_torchaudio_available",
)

# Our own modules keep their names; torch and numpy, two thirds of all names, import nothing that is replaced.
_NEVER_REBOUND = ("acestep_compat", "torch.", "numpy.")


def rebind_to_new(changes: Sequence[Change], within: str = "") -> None:
    """Rebinds replaced functions and classes to the new ones in every loaded module, under
    whatever name.

    Args:
        changes: what was replaced.
        within: only in modules whose name begins with this.
    """
    replaced = {id(change.old): change.new for change in changes if _is_bound_by_name(change)}
    for module, name, new in _bindings(replaced, within):
        STATE.set(module, name, new)


def rebind_to_old(changes: Sequence[Change]) -> None:
    """Rebinds our functions and classes to what they replaced in every loaded module."""
    replaced = {id(change.new): change.old for change in changes if _is_bound_by_name(change)}
    for module, name, old in _bindings(replaced, ""):
        vars(module)[name] = old


def _is_bound_by_name(change: Change) -> bool:
    return callable(change.old) and callable(change.new)


def _bindings(replaced: dict[int, Any], within: str) -> Iterator[tuple[ModuleType, str, Any]]:
    if not replaced:
        return
    for path, module in list(sys.modules.items()):
        if not isinstance(module, ModuleType) or not path.startswith(within):
            continue
        if path.startswith(_NEVER_REBOUND):
            continue
        names = dict(vars(module))  # a copy, since other threads may add to it
        if replaced.keys().isdisjoint(map(id, names.values())):
            continue
        for name, value in names.items():
            if id(value) in replaced:
                yield module, name, replaced[id(value)]


def mark_torchcodec_available() -> None:
    """Sets the flag of datasets, if it is loaded, that says whether torchcodec is installed."""
    config = sys.modules.get("datasets.config")
    if config is not None:
        STATE.set(config, "TORCHCODEC_AVAILABLE", True)


def clear_cached_answers() -> None:
    """Makes transformers, if it is loaded, look again for what is installed."""
    questions = sys.modules.get("transformers.utils.import_utils")
    for name in _CACHED_ANSWERS:
        forget = getattr(getattr(questions, name, None), "cache_clear", None)
        if forget is not None:
            forget()
