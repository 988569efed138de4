"""What became of guarded modules and functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from .method_guard import MethodGuard
from .module_guard import guards_of
from .record import CompileStatus


def compile_status(model: Callable[..., Any]) -> dict[str, CompileStatus]:
    """Reports what `safe_torch_compile` has done with a module or function, per method.

    Args:
        model: a module, or the function that `safe_torch_compile` returned.

    Returns:
        The status by the method's name: ``"forward"`` for the module's call, ``"blocks.0.forward"``
        for a guarded submodule, the function's name for a function. Empty when nothing is guarded.

    Example:
        >>> model = safe_torch_compile(torch.nn.Linear(4, 4))
        >>> compile_status(model)["forward"].state
        'pending'
    """
    if isinstance(model, torch.nn.Module):
        return {
            f"{prefix}.{name}" if prefix else name: guard.record.status()
            for prefix, module in model.named_modules()
            for name, guard in guards_of(module).items()
        }
    guard = getattr(model, "__compile_guard__", None)
    if isinstance(guard, MethodGuard):
        function = getattr(model, "__wrapped__", None)
        return {getattr(function, "__name__", "call"): guard.record.status()}
    return {}
