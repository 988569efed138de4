"""What happened to one guarded callable, and how that is reported to its caller."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .options import OnFailure

State = Literal["pending", "compiled", "eager", "failed"]


class CompileFallbackWarning(UserWarning):
    """A model, or a part of it, runs as ordinary PyTorch because compiling it was not possible."""


@dataclass(frozen=True)
class CompileStatus:
    """The state of one guarded method or function.

    Attributes:
        state: ``"pending"`` (not called yet), ``"compiled"`` (all or parts of it; see `reason`),
            ``"eager"`` (nothing was tried, for `reason`) or ``"failed"`` (nothing of it could be
            compiled).
        reason: why all or parts of it run as ordinary PyTorch; "" when everything is compiled.
        seconds: time spent on tracing and compiling.
        graphs: graphs compiled for it. 0 in state ``"compiled"`` means that it runs code which was
            compiled for another module of the same class.
        eager_calls: calls that ran as ordinary PyTorch after Dynamo had reached its limit of
            recompilations.
    """

    state: State
    reason: str
    seconds: float
    graphs: int
    eager_calls: int


class Record:
    """Collects what happens while a guarded callable runs. Several threads may do so at once."""

    def __init__(self, label: str, on_failure: OnFailure) -> None:
        self.label = label
        self.on_failure = on_failure
        # Something is to be reported once the call is over.
        self.unreported = False
        self._lock = threading.Lock()
        self._reasons: list[str] = []
        self._called = False
        self._tried = False
        self._seconds = 0.0
        self._graphs = 0
        self._eager_calls = 0
        self._reported = False

    def called(self) -> None:
        self._called = True

    def compiled_graph(self) -> None:
        with self._lock:
            self._graphs += 1

    def spent(self, seconds: float) -> None:
        with self._lock:
            self._tried = True
            self._seconds += seconds

    def ran_eagerly(self) -> None:
        with self._lock:
            self._tried = True
            self._eager_calls += 1

    def fell_back(self, reason: str, *, quietly: bool = False) -> None:
        """Notes why something runs uncompiled; `quietly`: the user has asked for that."""
        with self._lock:
            if reason not in self._reasons:
                self._reasons.append(reason)
            if not self._reported and not quietly and self.on_failure == "warn":
                self.unreported = True

    def retract(self, reason: str) -> None:
        """Withdraws a reason: its cause has changed, or it was the model's own error."""
        with self._lock:
            if reason in self._reasons:
                self._reasons.remove(reason)
            self.unreported = self.unreported and bool(self._reasons)

    def report(self, stacklevel: int) -> None:
        """Warns once in the lifetime of a guard, from the program's line that made the call."""
        with self._lock:
            self.unreported = False
            if self._reported:
                return
            self._reported = True
            reason = self._reasons[0] if self._reasons else ""
        warnings.warn(
            f"{self.label} falls back to ordinary PyTorch: {reason}",
            CompileFallbackWarning,
            stacklevel=stacklevel + 1,
        )

    def status(self) -> CompileStatus:
        with self._lock:
            reasons = "; ".join(self._reasons)
            state: State
            if not self._called:
                state = "pending"
            elif self._graphs or not reasons:
                state = "compiled"
            else:
                state = "failed" if self._tried else "eager"
            return CompileStatus(state, reasons, self._seconds, self._graphs, self._eager_calls)


class _Active(threading.local):
    """The guarded call that the current thread is in."""

    def __init__(self) -> None:
        self.record: Record | None = None
        # Withdraws each fallback of this call, in case it was the model's own error all along.
        self.fallbacks: list[Callable[[], None]] = []


active = _Active()
