"""What Dynamo is given to trace when a module is called."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from types import FunctionType
from typing import Any

import torch

_trampolines: weakref.WeakKeyDictionary[type, Callable[..., Any]] = weakref.WeakKeyDictionary()
_lock = threading.Lock()


def traceable_call(module: torch.nn.Module) -> Callable[..., Any]:
    """A function of the module and a call's arguments that Dynamo traces.

    For a class of the user's, torch's own ``_call_impl``: Dynamo passes over it to ``forward``, so
    that the module's own hooks run outside of compiled code. Modules of one class share what is
    compiled.

    Dynamo does not trace torch's own classes (``nn.Sequential``) when they are called directly; it
    needs a frame of somebody else's around them.
    """
    from torch._dynamo import trace_rules

    forward = getattr(module.forward, "__func__", module.forward)
    if not trace_rules.check(forward):
        call: Callable[..., Any] = torch.nn.Module._call_impl
        return call
    with _lock:
        kind = type(module)
        if kind not in _trampolines:
            _trampolines[kind] = _trampoline(kind.__name__)
        return _trampolines[kind]


def _call_module(module: torch.nn.Module, *args: Any, **kwargs: Any) -> Any:
    return module._call_impl(*args, **kwargs)  # type: ignore[no-untyped-call]


def _trampoline(name: str) -> Callable[..., Any]:
    # A code object of its own for each class: Dynamo limits how many versions one code object may
    # have.
    code = _call_module.__code__.replace(co_name=f"call_{name}")
    return FunctionType(code, _call_module.__globals__, f"call_{name}")
