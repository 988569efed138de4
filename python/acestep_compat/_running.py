"""Runs a program in this process as ``python`` itself would."""

from __future__ import annotations

import builtins
import os
import pkgutil
import runpy
import sys
from importlib.machinery import SourceFileLoader, SourcelessFileLoader
from types import ModuleType


def run_program(program: list[str]) -> None:
    """Runs ``-m MODULE``, ``-c CODE`` or ``SCRIPT`` (a file, or a folder or zip file with a
    ``__main__.py``) with the arguments that follow it.

    ``sys.argv``, ``sys.path[0]`` and ``__main__`` are what they are under ``python``; what the
    program raises, SystemExit and KeyboardInterrupt included, passes through.
    """
    kind, *rest = program
    main = ModuleType("__main__")
    vars(main)["__builtins__"] = builtins
    sys.modules["__main__"] = main
    sys.argv = program
    if kind == "-c":
        sys.argv = ["-c", *rest[1:]]
        _look_first_in("")
        exec(compile(rest[0], "<string>", "exec"), vars(main))
    elif kind == "-m":
        sys.argv = ["-m", *rest[1:]]
        _look_first_in(os.getcwd())
        _run_module(rest[0])
    elif pkgutil.get_importer(kind) is not None:
        _look_first_in(os.path.abspath(kind))
        _run_module("__main__")
    else:
        _look_first_in(os.path.dirname(os.path.realpath(kind)))
        _run_script(kind, main)


def _look_first_in(folder: str) -> None:
    """``python -m acestep_compat`` has the current folder there; ``-P`` and ``-I`` have none."""
    if not (getattr(sys.flags, "safe_path", False) or sys.flags.isolated):
        sys.path[0] = folder


def _run_module(name: str) -> None:
    """What the interpreter calls for ``-m``. runpy's public functions put a module in the place of
    ``__main__`` for as long as they run, and it is gone when threads and atexit functions look.
    """
    runpy._run_module_as_main(name, alter_argv=name != "__main__")  # type: ignore[attr-defined]


def _run_script(path: str, main: ModuleType) -> None:
    absolute = os.path.abspath(path)
    loader = (SourcelessFileLoader if path.endswith(".pyc") else SourceFileLoader)(
        "__main__", absolute
    )
    try:
        source = loader.get_data(absolute)
    except OSError as error:
        print(f"{sys.executable}: can't open file {absolute!r}: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    # Not get_code() of a source: it would leave a __pycache__ beside the script.
    compiled = (
        loader.source_to_code(source, absolute)
        if isinstance(loader, SourceFileLoader)
        else loader.get_code("__main__") or ""
    )
    vars(main).update(__file__=absolute, __cached__=None, __loader__=loader)
    exec(compiled, vars(main))
