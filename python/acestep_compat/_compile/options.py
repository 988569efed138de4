"""What a caller asked `safe_torch_compile` for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

OnFailure = Literal["warn", "raise", "silent"]

# Backends of torch that generate no code, so that they need no compiler.
_WITHOUT_COMPILER = frozenset({"eager", "eager_noexcept", "aot_eager", "cudagraphs"})


@dataclass(frozen=True)
class CompileOptions:
    """The options of torch.compile, comparable: equal options share compiled code."""

    backend: str | Callable[..., Any] = "inductor"
    mode: str | None = None
    dynamic: bool | None = None
    fullgraph: bool = False
    inductor_options: tuple[tuple[str, Any], ...] = ()

    @classmethod
    def create(
        cls,
        backend: str | Callable[..., Any],
        mode: str | None,
        dynamic: bool | None,
        fullgraph: bool,
        options: Mapping[str, Any] | None,
    ) -> CompileOptions:
        """Checks what can be checked without importing the compiler, which takes seconds.

        Raises:
            TypeError: `backend` is neither a name nor a callable.
            ValueError: both `mode` and `options` are given.
        """
        if not isinstance(backend, str) and not callable(backend):
            raise TypeError(
                f"backend must be a name or a callable, got {type(backend).__name__}: {backend!r}"
            )
        if mode is not None and options is not None:
            raise ValueError(f"mode and options exclude each other, got mode={mode!r} and options")
        return cls(backend, mode, dynamic, bool(fullgraph), tuple(sorted((options or {}).items())))

    @property
    def needs_compiler(self) -> bool:
        """Whether torch will generate code; a caller's own backend knows what it needs."""
        return isinstance(self.backend, str) and self.backend not in _WITHOUT_COMPILER
