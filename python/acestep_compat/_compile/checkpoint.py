"""Checkpoints saved through ``torch.compile(module)`` load into a guarded module."""

from __future__ import annotations

from typing import Any

import torch

_WRAPPER = "_orig_mod"


def accept_compiled_checkpoints(module: torch.nn.Module) -> None:
    """Makes ``module.load_state_dict`` accept the ``_orig_mod.`` of torch.compile's wrapper."""
    # The public name of this method is newer than the oldest torch that is supported.
    register: Any = module._register_load_state_dict_pre_hook
    register(rename_compiled_keys, with_module=True)


def rename_compiled_keys(
    module: torch.nn.Module, state_dict: dict[str, Any], prefix: str, *_: Any
) -> None:
    """Removes ``_orig_mod`` from the keys under `prefix`, unless the module has such submodules."""
    compiled = [
        key
        for key in state_dict
        if key.startswith(prefix) and _WRAPPER in key[len(prefix) :].split(".")
    ]
    if not compiled or any(_WRAPPER in name.split(".") for name, _ in module.named_modules()):
        return
    for key in compiled:
        parts = [part for part in key[len(prefix) :].split(".") if part != _WRAPPER]
        state_dict[prefix + ".".join(parts)] = state_dict.pop(key)
