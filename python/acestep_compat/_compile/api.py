"""`safe_torch_compile`."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast, get_args

import torch

from .backend import GraphBackend
from .decision import disabled_by_environment
from .failures import describe
from .method_guard import MethodGuard
from .module_guard import guards_of, install, remove
from .options import CompileOptions, OnFailure
from .record import Record

Model = TypeVar("Model", bound=Callable[..., Any])


def safe_torch_compile(
    model: Model,
    enable_compile: bool = True,
    *,
    methods: Sequence[str] = ("forward",),
    mode: str | None = None,
    backend: str | Callable[..., Any] = "inductor",
    dynamic: bool | None = None,
    fullgraph: bool = False,
    options: Mapping[str, Any] | None = None,
    on_failure: OnFailure = "warn",
) -> Model:
    """Compiles a model with torch.compile where that works, else lets it run as it is.

    A module is guarded in place: the same object, type, attributes and ``state_dict`` keys. Results
    are those of the uncompiled model, bit for bit where it falls back; side effects happen once.
    Hooks, LoRA layers, replaced methods and weights take effect whenever they are added, as without
    compiling. Compiling happens at the first call. docs/guards.md describes what falls back, and
    what copies keep.

    Args:
        model: a module, or a function.
        enable_compile: False removes the guards of a module, or leaves it as it is.
        methods: the methods of a module to compile: ``"forward"`` is the module's call.
            ``("encode", "decode")`` for an autoencoder whose ``forward`` is never called.
        mode: torch.compile's: ``"default"``, ``"reduce-overhead"``, ``"max-autotune"``.
        backend: torch.compile's: a name or a callable.
        dynamic: torch.compile's: True for sizes that change, None to find that out.
        fullgraph: a graph break is a fallback of the whole model.
        options: torch.compile's, for Inductor; not together with `mode`.
        on_failure: ``"warn"`` gives one `CompileFallbackWarning`, ``"silent"`` none
            (`compile_status` always reports it), ``"raise"`` raises the failure as an error.

    Returns:
        `model` itself if it is a module; a wrapper (``functools.wraps``) if it is a function.

    Raises:
        TypeError: `model` is None, a class, or not callable; `methods` are not names.
        ValueError: no such method, `backend`, `mode`, option or `on_failure`; both `mode` and `options`.

    Example:
        >>> model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.GELU())
        >>> safe_torch_compile(model) is model
        True
    """
    if not callable(model) or isinstance(model, type):
        kind = "a class" if isinstance(model, type) else type(model).__name__
        raise TypeError(f"model must be a module or a function, got {kind}: {model!r}")
    if on_failure not in get_args(OnFailure):
        raise ValueError(f"on_failure must be 'warn', 'raise' or 'silent', got {on_failure!r}")
    chosen = CompileOptions.create(backend, mode, dynamic, fullgraph, options)
    if isinstance(model, torch.nn.Module):
        names = _check_methods(model, methods)
        if not enable_compile:
            remove(model)
        elif not _has(model, names, chosen, on_failure):
            _check_options(chosen)
            install(model, names, chosen, on_failure)
        return cast(Model, model)
    if not enable_compile:
        return model
    _check_options(chosen)
    return cast(Model, _guard_function(model, chosen, on_failure))


def _check_methods(module: torch.nn.Module, methods: Sequence[str]) -> tuple[str, ...]:
    names = (methods,) if isinstance(methods, str) else tuple(methods)
    for name in names:
        if not isinstance(name, str):
            raise TypeError(f"methods must be names, got {type(name).__name__}: {name!r}")
        if not callable(getattr(module, name, None)):
            raise ValueError(f"methods: {type(module).__name__} has no method {name!r}")
    if not names:
        raise ValueError("methods must name at least one method, got none")
    return tuple(dict.fromkeys(names))


def _check_options(options: CompileOptions) -> None:
    plain = options == CompileOptions(dynamic=options.dynamic, fullgraph=options.fullgraph)
    if plain or callable(options.backend) or disabled_by_environment():
        return  # what torch would check takes seconds to import
    try:
        GraphBackend(options).prepare()
    except ImportError:
        return  # a torch whose compiler does not load: the first call reports it
    except RuntimeError as error:
        raise ValueError(
            f"torch.compile refuses backend={options.backend!r}, mode={options.mode!r}, "
            f"options={dict(options.inductor_options)}: {describe(error)}"
        ) from error


def _has(
    module: torch.nn.Module, names: tuple[str, ...], options: CompileOptions, on_failure: OnFailure
) -> bool:
    guards = guards_of(module)
    return set(guards) == set(names) and all(
        _is_same(guard, options, on_failure) for guard in guards.values()
    )


def _is_same(guard: MethodGuard, options: CompileOptions, on_failure: OnFailure) -> bool:
    return guard.options == options and guard.record.on_failure == on_failure


def _guard_function(
    function: Callable[..., Any], options: CompileOptions, on_failure: OnFailure
) -> Callable[..., Any]:
    present = getattr(function, "__compile_guard__", None)
    if isinstance(present, MethodGuard):
        if _is_same(present, options, on_failure):
            return function
        function = function.__wrapped__  # type: ignore[attr-defined]

    # Dynamo traces functions and methods; of any other callable it sees the call.
    if hasattr(function, "__code__"):
        traceable = function
    else:

        def traceable(*args: Any, **kwargs: Any) -> Any:
            return function(*args, **kwargs)

    name = getattr(function, "__qualname__", type(function).__name__)
    guard = MethodGuard(
        options,
        Record(name, on_failure),
        original=function,
        traceable=lambda: traceable,
        tensors=lambda: (),
        stacklevel=3,
    )

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        return guard.call((), args, kwargs)

    guarded.__compile_guard__ = guard  # type: ignore[attr-defined]
    # Where Dynamo traces a caller, it takes the function itself.
    guarded._torchdynamo_inline = function  # type: ignore[attr-defined]
    return guarded
