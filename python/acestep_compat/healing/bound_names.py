"""Names that programs bound before ``install()``: ``from torchaudio import load``, and answers
they remember.
"""

from __future__ import annotations

import sys
from types import ModuleType

from .state import STATE

_CACHED_ANSWERS = (
    "is_torchcodec_available",
    "is_torchcodec_usable",
    "is_torchcodec_greater_or_equal",
    "is_torchaudio_available",
)


def rebind(old: dict[str, object], new: ModuleType) -> None:
    """Makes every loaded module that holds one of ``old``'s functions hold ``new``'s of that name
    instead.
    """
    replacements = {
        id(value): getattr(new, name)
        for name, value in old.items()
        if getattr(new, name) is not value
    }
    if not replacements:
        return
    for module in list(sys.modules.values()):
        if not isinstance(module, ModuleType) or module.__name__.split(".")[0] in (
            new.__name__,
            "acestep_compat",
        ):
            continue
        for name, value in list(vars(module).items()):
            if id(value) in replacements:
                STATE.set(module, name, replacements[id(value)])


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
