"""One guarded callable: a module's call, another method of it, or a function."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

import torch

from .decision import disabled_by_environment, reason_not_to_compile
from .dynamo import DynamoCompiler, compiler_for
from .failures import describe
from .options import CompileOptions
from .record import Record, active

# What a decision not to compile was based on: the device and dtype of the first tensor.
_Basis = tuple[torch.device, torch.dtype]


class MethodGuard:
    """Decides at the first call whether to compile, then runs compiled code or the original.

    Args:
        options: what the caller asked for.
        record: where everything that happens is noted.
        original: runs the callable as it is.
        traceable: gives the function that Dynamo is to see. That is called with `leading` and a
            call's arguments.
        tensors: gives the tensors that the callable owns, the parameters first.
        stacklevel: how far above `call` the program's own line is, for warnings.
    """

    def __init__(
        self,
        options: CompileOptions,
        record: Record,
        original: Callable[..., Any],
        traceable: Callable[[], Callable[..., Any]],
        tensors: Callable[[], Iterable[torch.Tensor]],
        stacklevel: int,
    ) -> None:
        self.options = options
        self.record = record
        self._original = original
        self._traceable = traceable
        self._tensors = tensors
        self._stacklevel = stacklevel
        self._lock = threading.Lock()
        self._compiler: DynamoCompiler | None = None
        self._compiled: Callable[..., Any] | None = None
        self._declined: tuple[_Basis, str] | None = None

    def call(self, leading: tuple[Any, ...], args: Any, kwargs: Any) -> Any:
        """Runs the callable, compiled where that works."""
        # Somebody else is tracing: they are to see the model itself. torch does not report in which thread, so
        # that a call beside another thread's compilation runs as it is, too.
        if torch.compiler.is_compiling() or torch._C._get_tracing_state() is not None:
            return self._original(*args, **kwargs)
        compiled = self._compiled or self._prepare(args, kwargs)
        if compiled is None:
            if self.record.unreported:
                self.record.report(self._stacklevel)
            return self._original(*args, **kwargs)
        outer, active.record = active.record, self.record
        try:
            return compiled(*leading, *args, **kwargs)
        except Exception:
            # What could not be compiled raises uncompiled too: the error is the model's own, and a
            # call with better arguments is worth another try.
            for retract in active.fallbacks:
                retract()
            raise
        finally:
            active.fallbacks.clear()
            active.record = outer
            if self.record.unreported:
                self.record.report(self._stacklevel)

    def _prepare(self, args: Any, kwargs: Any) -> Callable[..., Any] | None:
        """The compiled callable, or None when this call is to run as it is."""
        basis = self._basis(args, kwargs)
        if basis is not None and not _can_compile_now(basis[0]):
            return None
        with self._lock:
            if self._compiled is not None:
                return self._compiled
            if self._declined is not None:
                if self._declined[0] == basis:
                    return None
                self.record.retract(self._declined[1])
            device, dtype = basis or (torch.device("cpu"), torch.float32)
            self.record.called()
            dtypes = {dtype, *(tensor.dtype for tensor in self._tensors())}
            reason = reason_not_to_compile(self.options, device, dtypes)
            if not reason:
                try:
                    self._compiler = compiler_for(self.options)
                    self._compiled = self._compiler.wrap(self._traceable())
                    return self._compiled
                except Exception as error:
                    reason = f"torch.compile could not be set up ({describe(error)})"
            self._declined = ((device, dtype), reason)
            asked_for = disabled_by_environment()
            if self.record.on_failure == "raise" and not asked_for:
                raise RuntimeError(reason)
            self.record.fell_back(reason, quietly=asked_for)
            return None

    def _basis(self, args: Any, kwargs: Any) -> _Basis | None:
        for tensor in self._tensors():
            return tensor.device, tensor.dtype
        for value in (*args, *kwargs.values()):
            if isinstance(value, torch.Tensor):
                return value.device, value.dtype
        return None


def _can_compile_now(device: torch.device) -> bool:
    # A model on the meta device has nothing to compute yet, and compiling would end the capture of
    # a CUDA graph.
    if device.type == "meta":
        return False
    return device.type != "cuda" or not torch.cuda.is_current_stream_capturing()
