"""Which exceptions mean that compiling failed, and which must never be swallowed."""

from __future__ import annotations

from collections.abc import Iterator

import torch

# How the devices' allocators that have no exception class of their own begin their messages.
_OUT_OF_MEMORY_TEXTS = ("out of memory", "can't allocate memory", "not enough memory")

_LAUNCH_FAILURE_TEXTS = ("cudagraph", "cuda graph", "triton error")


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it stems from, outermost first."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        # Dynamo and Inductor keep what they wrap in `inner_exception`.
        inner = getattr(current, "inner_exception", None)
        current = inner if isinstance(inner, BaseException) else current.__cause__


def out_of_memory(error: BaseException) -> BaseException | None:
    """The out-of-memory error that `error` stems from, if any: running again would not help."""
    for cause in reversed(list(causes(error))):  # what wraps an error repeats its text
        if isinstance(cause, (MemoryError, torch.cuda.OutOfMemoryError)):
            return cause
        if isinstance(cause, RuntimeError):
            text = str(cause)[:1000].lower()
            if any(phrase in text for phrase in _OUT_OF_MEMORY_TEXTS):
                return cause
    return None


def is_launch_failure(error: Exception) -> bool:
    """Whether running compiled code failed for a reason that the model's own code cannot have.

    OverflowError comes from Triton's launcher on Windows (an integer argument that does not fit
    into 32 bits); CUDA graphs report everything as RuntimeError and name themselves in the text.
    Anything else, such as an index out of range, is the model's own error.
    """
    if isinstance(error, OverflowError):
        return True
    module = type(error).__module__
    if module.startswith(("triton", "torch._inductor", "torch._dynamo")):
        return True
    return isinstance(error, RuntimeError) and any(
        phrase in str(error)[:2000].lower() for phrase in _LAUNCH_FAILURE_TEXTS
    )


def describe(error: BaseException) -> str:
    """The error that everything stems from, in one line of at most 240 characters."""
    innermost = error
    for cause in causes(error):
        if str(cause).strip():
            innermost = cause
    text = next((line.strip() for line in str(innermost).splitlines() if line.strip()), "")
    name = type(innermost).__name__
    line = f"{name}: {text}" if text else name
    return line if len(line) <= 240 else line[:237] + "..."
