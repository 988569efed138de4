"""Names that programs bound before ``install()``: ``from torchaudio import load``, and answers
they remember.
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

# Our own modules must keep what they hold; torch and numpy, two thirds of all names, import nothing that is replaced.
_NO_HOLDERS = ("acestep_compat", "torch.", "numpy.")


def hold_new(changes: Sequence[Change], within: str = "") -> None:
    """Makes every loaded module (whose name begins with ``within``) that holds a function or class
    which was replaced hold the new one, under whatever name.
    """
    replaced = {id(change.old): change.new for change in changes if _is_bound_by_name(change)}
    for module, name, new in _holders(replaced, within):
        STATE.set(module, name, new)


def hold_old(changes: Sequence[Change]) -> None:
    """Makes every loaded module that still holds one of our functions or classes hold what it
    replaced.
    """
    replaced = {id(change.new): change.old for change in changes if _is_bound_by_name(change)}
    for module, name, old in _holders(replaced, ""):
        vars(module)[name] = old


def _is_bound_by_name(change: Change) -> bool:
    return callable(change.old) and callable(change.new)


def _holders(replaced: dict[int, Any], within: str) -> Iterator[tuple[ModuleType, str, Any]]:
    if not replaced:
        return
    for path, module in list(sys.modules.items()):
        if not isinstance(module, ModuleType) or not path.startswith(within):
            continue
        if path.startswith(_NO_HOLDERS):
            continue
        names = dict(vars(module))  # a copy, since other threads may add to it
        if replaced.keys().isdisjoint(map(id, names.values())):
            continue
        for name, value in names.items():
            if id(value) in replaced:
                yield module, name, replaced[id(value)]


def believe_in_torchcodec() -> None:
    """Tells datasets, if it is loaded, that there is a torchcodec now."""
    config = sys.modules.get("datasets.config")
    if config is not None:
        STATE.set(config, "TORCHCODEC_AVAILABLE", True)


def forget_answers() -> None:
    """Lets transformers, if it is loaded, ask again what is installed."""
    questions = sys.modules.get("transformers.utils.import_utils")
    for name in _CACHED_ANSWERS:
        forget = getattr(getattr(questions, name, None), "cache_clear", None)
        if forget is not None:
            forget()
