"""Errors that are both what torchaudio raises (RuntimeError) and what the failure is (OSError)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def os_errors_are_runtime_errors() -> Iterator[None]:
    """Turns an OSError into one that callers who expect torchaudio's RuntimeError catch as well."""
    try:
        yield
    except OSError as error:
        kind = type(error)
        both = type(kind.__name__, (kind, RuntimeError), {"__doc__": "A RuntimeError too."})
        raise both(error.errno, error.strerror, error.filename) from error
