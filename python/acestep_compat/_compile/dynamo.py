"""Dynamo, kept from failing: what it cannot compile runs as it is, frame by frame.

Dynamo calls back for each Python frame that it meets without compiled code for it. Nothing of the
frame has run at that time, so falling back there repeats nothing, also after a graph break in the
middle of a model.
"""

from __future__ import annotations

import inspect
import threading
import time
import warnings
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType
from typing import Any

import torch

from .answers import has_code, is_recompile_limit, name_of, run_this_time, versions_of
from .backend import GraphBackend
from .failures import describe, out_of_memory
from .options import CompileOptions
from .record import Record, active


class DynamoCompiler:
    """Wraps functions as torch.compile does, with a callback of ours around Dynamo's."""

    def __init__(self, options: CompileOptions) -> None:
        self.backend = GraphBackend(options)
        with warnings.catch_warnings():
            # Importing Dynamo emits warnings about its own dependencies.
            warnings.simplefilter("ignore", DeprecationWarning)
            import torch._dynamo

        optimize: Any = torch._dynamo.optimize
        settings: dict[str, Any] = {"nopython": options.fullgraph, "dynamic": options.dynamic}
        # Where torch can: our versions of a function do not count against the limit that another
        # user of torch.compile has for it.
        if "isolate_recompiles" in inspect.signature(torch._dynamo.eval_frame._optimize).parameters:
            settings["isolate_recompiles"] = True
        self._context = optimize(self.backend, **settings)
        self._context.callback = FrameCallback(self._context.callback, options.fullgraph)
        # With fullgraph, torch raises after a call in which nothing compiled has run: when all of
        # the model's side effects have happened. What falls back is reported by the callback
        # instead.
        self._context.fullgraph = False

    def wrap(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, compiled when it is called."""
        wrapped: Callable[..., Any] = self._context(function)
        return wrapped


_compilers: weakref.WeakValueDictionary[CompileOptions, DynamoCompiler] = (
    weakref.WeakValueDictionary()
)
_compilers_lock = threading.Lock()


def compiler_for(options: CompileOptions) -> DynamoCompiler:
    """The one compiler for these options, so that equal modules share what is compiled.

    Raises:
        RuntimeError: torch knows no such mode or option.
    """
    with _compilers_lock:
        try:
            compiler = _compilers.get(options)
        except TypeError:  # an option's value is not hashable
            return DynamoCompiler(options)
        if compiler is None:
            compiler = _compilers[options] = DynamoCompiler(options)
        return compiler


@dataclass(frozen=True)
class _Settled:
    """A code object that Dynamo is not to be asked about again."""

    answer: Any
    reason: str
    limit: bool  # what is compiled of it still runs; only new variants do not get compiled


class FrameCallback:
    """What Dynamo calls for each frame without code: tries to compile, else lets the frame run."""

    def __init__(self, convert: Callable[..., Any], fullgraph: bool) -> None:
        self._convert = convert
        self._fullgraph = fullgraph
        self._settled: dict[CodeType, _Settled] = {}
        self._conversions: dict[CodeType, int] = {}
        # Dynamo looks for the backend, by which it distinguishes compiled code, along this chain.
        for name in ("_torchdynamo_orig_backend", "_torchdynamo_orig_callable"):
            if hasattr(convert, name):
                setattr(self, name, convert)

    def __call__(self, frame: Any, *args: Any, **kwargs: Any) -> Any:
        from torch._dynamo.convert_frame import compile_lock

        code: CodeType = frame.f_code
        record = active.record
        if record is None:
            return self._convert(frame, *args, **kwargs)
        settled = self._settled.get(code)
        if settled is not None and (settled.limit or record.on_failure != "raise"):
            record.fell_back(settled.reason)
            if settled.limit:
                record.ran_eagerly()
            return settled.answer
        conversions = self._conversions.get(code, 0)
        with compile_lock:
            if self._conversions.get(code, 0) != conversions:
                # Another thread has compiled this frame while this one waited for the lock. Dynamo
                # has no way back to the search for compiled code, so this call runs as it is and
                # the next one finds it.
                return run_this_time(recursive=True)
            return self._compile(frame, code, record, args, kwargs)

    def _compile(self, frame: Any, code: CodeType, record: Record, args: Any, kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            # Dynamo's default is to ignore hooks that are added to submodules after compiling.
            with torch._dynamo.config.patch(skip_nnmodule_hook_guards=False):
                result = self._convert(frame, *args, **kwargs)
        except Exception as error:
            record.spent(time.perf_counter() - start)
            return self._fall_back(code, record, error)
        if has_code(result):
            record.spent(time.perf_counter() - start)
            self._conversions[code] = self._conversions.get(code, 0) + 1
        elif is_recompile_limit(result):
            reason = (
                f"Dynamo stopped after {versions_of(code)} versions of {name_of(code)}, its "
                "torch._dynamo.config.recompile_limit; further variants run uncompiled "
                "(give inputs of fewer kinds, pass dynamic=True, or raise the limit)"
            )
            record.fell_back(reason)
            record.ran_eagerly()
            # Only for this call: the limit is kept here, so that each eager call is counted and
            # other users of torch.compile on the same code are left alone.
            result.apply_to_code = False
            self._settled[code] = _Settled(result, reason, limit=True)
        return result

    def _fall_back(self, code: CodeType, record: Record, error: Exception) -> Any:
        memory = out_of_memory(error)
        if memory is not None:
            raise memory
        if record.on_failure == "raise":
            raise error
        reason = self._explain(code, error)
        record.fell_back(reason)
        result = run_this_time(recursive=self._fullgraph)
        self._settled[code] = _Settled(result, reason, limit=False)

        def retract() -> None:
            self._settled.pop(code, None)
            record.retract(reason)

        active.fallbacks.append(retract)
        return result

    def _explain(self, code: CodeType, error: Exception) -> str:
        from torch._dynamo import exc

        if type(error).__name__ == "FailOnRecompileLimitHit":
            return (
                f"Dynamo reached its torch._dynamo.config.recompile_limit in {name_of(code)}; "
                "further variants run uncompiled (give inputs of fewer kinds, pass dynamic=True, "
                "or raise the limit)"
            )
        if self._fullgraph and isinstance(error, exc.Unsupported):
            return (
                f"fullgraph=True, but {name_of(code)} has a graph break ({describe(error)}); "
                "change it or pass fullgraph=False"
            )
        return f"Dynamo could not trace {name_of(code)}, which runs uncompiled ({describe(error)})"
