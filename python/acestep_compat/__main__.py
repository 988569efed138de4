"""``python -m acestep_compat run``: runs a program with ``install()`` in force, unchanged."""

from __future__ import annotations

import argparse
import os
import runpy
import sys
import warnings

from . import AudioFallbackWarning, __version__, install, status


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m acestep_compat")
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser(
        "run",
        help="run a program that torchaudio or torchcodec stop today",
        usage="python -m acestep_compat run [--report] [--strict] (-m MODULE | -c CODE | SCRIPT) [ARGUMENT ...]",
    )
    run.add_argument(
        "--report", action="store_true", help="print at exit, on standard error, what was healed"
    )
    run.add_argument(
        "--strict", action="store_true", help="make every fallback to another decoder an error"
    )
    # Everything from -m, -c or the script on is the program's own, whatever it looks like.
    own, program = _split(sys.argv[1:])
    arguments = parser.parse_args(own)
    if not program:
        run.error("name a SCRIPT, -m MODULE or -c CODE")
    install(children=True, ffmpeg_callers=True)
    if arguments.strict:
        warnings.simplefilter("error", AudioFallbackWarning)
    try:
        _run(program)
    except ModuleNotFoundError as error:
        if error.name == "torchaudio":
            print(
                "acestep_compat: `pip install --no-deps torchaudio` (any version imports now)",
                file=sys.stderr,
            )
        raise
    finally:
        if arguments.report:
            print(status(), file=sys.stderr)


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Our own arguments, and those from the program's name on."""
    for index, argument in enumerate(arguments):
        if argument in ("-m", "-c") or (argument != "run" and not argument.startswith("-")):
            return arguments[:index], arguments[index:]
    return arguments, []


def _run(program: list[str]) -> None:
    """Runs as ``python`` itself would: sys.argv, sys.path[0] and ``__main__`` as the program
    expects them.
    """
    kind, rest = program[0], program[1:]
    if kind in ("-m", "-c") and not rest:
        raise SystemExit(f"{kind} needs an argument")
    if kind == "-m":
        sys.argv = rest
        sys.path[0] = os.getcwd()
        runpy.run_module(rest[0], run_name="__main__", alter_sys=True)
    elif kind == "-c":
        sys.argv = ["-c", *rest[1:]]
        sys.path[0] = ""
        names = {"__name__": "__main__", "__builtins__": __builtins__}
        exec(compile(rest[0], "<string>", "exec"), names)
    else:
        sys.argv = program
        sys.path[0] = os.path.dirname(os.path.abspath(kind))
        runpy.run_path(kind, run_name="__main__")


if __name__ == "__main__":
    main()
