"""What a guard puts onto a module, and how it stays out of all that is made from that module.

A guarded module has a few more entries in its ``__dict__``: ``_compiled_call_impl``, which torch
calls in place of ``_call_impl``, one entry per other guarded method, and a hook that lets
checkpoints of ``torch.compile(module)`` in. They belong to this one object. Copies, pickles and
replicas are plain modules: the entries named in `_WITHOUT_GUARDS` override, on the instance, the
two methods by which torch and Python copy a module's ``__dict__``.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from types import MethodType
from typing import Any

import torch

from .checkpoint import accept_compiled_checkpoints, rename_compiled_keys
from .method_guard import MethodGuard
from .options import CompileOptions, OnFailure
from .record import Record
from .trampoline import traceable_call

_CALL = "_compiled_call_impl"
_HOOKS = "_load_state_dict_pre_hooks"
_WITHOUT_GUARDS = ("__getstate__", "_replicate_for_data_parallel")


class GuardedCall:
    """Calls a module through its guard. Sits in the module, so that it must not keep it alive."""

    def __init__(self, module: torch.nn.Module, options: CompileOptions, record: Record) -> None:
        reference = weakref.ref(module)
        self._module = reference
        # From here: MethodGuard.call, __call__, Module.__call__, the program.
        self.guard = MethodGuard(
            options,
            record,
            original=self._call_uncompiled,
            traceable=lambda: traceable_call(_alive(reference)),
            tensors=lambda: _tensors(_alive(reference)),
            stacklevel=4,
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.guard.call((self._module(),), args, kwargs)

    def _call_uncompiled(self, *args: Any, **kwargs: Any) -> Any:
        call: Callable[..., Any] = _alive(self._module)._call_impl
        return call(*args, **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> None:
        return None  # a copied module calls itself

    def __reduce__(self) -> tuple[type[None], tuple[()]]:
        return type(None), ()


class GuardedMethod:
    """A guarded method of a module. Keeps its module alive, as methods do."""

    def __init__(
        self, module: torch.nn.Module, name: str, options: CompileOptions, record: Record
    ) -> None:
        # What the instance itself had under this name; None when the class has the method.
        self.replaced = module.__dict__.get(name)
        self._module = module
        self._name = name
        method = self.replaced or getattr(module, name)
        self.__wrapped__ = method
        self.__doc__ = method.__doc__
        self.__name__ = name
        function = getattr(method, "__func__", None)
        bound = isinstance(method, MethodType) and method.__self__ is module
        self._leading = (module,) if bound else ()
        self.guard = MethodGuard(
            options,
            record,
            original=method,
            traceable=lambda: function if bound and function is not None else method,
            tensors=lambda: _tensors(module),
            stacklevel=3,
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.guard.call(self._leading, args, kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        copied = memo.get(id(self._module))
        if self.replaced is not None or copied is None:
            return self.__wrapped__
        return MethodType(self.__wrapped__.__func__, copied)

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return getattr, (self._module, self._name)


class _WithoutGuards:
    """A method of the module's class whose result, a ``__dict__``, must not carry the guards."""

    def __init__(self, module: torch.nn.Module, name: str) -> None:
        self._module = weakref.ref(module)
        self._name = name

    def __call__(self) -> Any:
        module = _alive(self._module)
        result = getattr(type(module), self._name)(module)
        if isinstance(result, torch.nn.Module):
            _strip(result.__dict__)
            return result
        if isinstance(result, dict):
            result = dict(result)  # a class's own __getstate__ may return the very __dict__
            _strip(result)
        return result

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        return MethodType(getattr(type(_alive(self._module)), self._name), _alive(self._module))

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return getattr, (_alive(self._module), self._name)


def guards_of(module: torch.nn.Module) -> dict[str, MethodGuard]:
    """The guards that a module itself carries, by method."""
    found: dict[str, MethodGuard] = {}
    call = module.__dict__.get(_CALL)
    if isinstance(call, GuardedCall):
        found["forward"] = call.guard
    for name, value in module.__dict__.items():
        if isinstance(value, GuardedMethod):
            found[name] = value.guard
    return found


def install(
    module: torch.nn.Module,
    methods: Iterable[str],
    options: CompileOptions,
    on_failure: OnFailure,
) -> None:
    """Guards `methods` of `module`, in place; guards that it has already are replaced."""
    remove(module)
    for name in methods:
        record = Record(f"{type(module).__name__}.{name}", on_failure)
        if name == "forward":
            module.__dict__[_CALL] = GuardedCall(module, options, record)
        else:
            module.__dict__[name] = GuardedMethod(module, name, options, record)
    for name in _WITHOUT_GUARDS:
        module.__dict__[name] = _WithoutGuards(module, name)
    accept_compiled_checkpoints(module)


def remove(module: torch.nn.Module) -> None:
    """Takes all guards off a module; it is then as it was before."""
    _strip(module.__dict__)


def _strip(attributes: dict[str, Any]) -> None:
    """Takes the guards out of a module's ``__dict__`` or out of a copy of it."""
    if isinstance(attributes.get(_CALL), GuardedCall):
        del attributes[_CALL]
    for name, value in list(attributes.items()):
        if isinstance(value, GuardedMethod):
            if value.replaced is None:
                del attributes[name]
            else:
                attributes[name] = value.replaced
        elif isinstance(value, _WithoutGuards):
            del attributes[name]
    hooks = attributes.get(_HOOKS)
    if hooks is not None:
        kept = [(key, hook) for key, hook in hooks.items() if not _is_ours(hook)]
        if len(kept) != len(hooks):
            attributes[_HOOKS] = type(hooks)(kept)


def _is_ours(hook: Any) -> bool:
    return getattr(hook, "hook", hook) is rename_compiled_keys


def _alive(reference: weakref.ref[torch.nn.Module]) -> torch.nn.Module:
    module = reference()
    if module is None:
        raise ReferenceError("the guarded module has been deleted")
    return module


def _tensors(module: torch.nn.Module) -> Iterator[torch.Tensor]:
    return chain(module.parameters(), module.buffers())
