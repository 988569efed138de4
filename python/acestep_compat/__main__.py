"""``python -m acestep_compat run``: runs a program with ``install()`` in force, unchanged."""

from __future__ import annotations

import argparse
import atexit
import os
import sys

from . import __version__, install, status
from ._healing.status import TORCHAUDIO_IS_ABSENT
from ._running import run_program
from ._warnings import FALLBACKS, STRICT


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
    if program in (["-m"], ["-c"]):
        run.error(f"{program[0]} needs an argument")
    if arguments.strict:
        os.environ[STRICT] = "1"
    if arguments.report:
        # Registered first, so it runs last: after the program's own exit functions.
        atexit.register(lambda: print(status(), file=sys.stderr))
    install(children=True, ffmpeg_callers=True)
    try:
        run_program(program)
    except SystemExit as end:
        if end.code not in (None, 0):
            raise
    except ModuleNotFoundError as error:
        if error.name == "torchaudio":
            print(f"acestep_compat: {TORCHAUDIO_IS_ABSENT}", file=sys.stderr)
        raise
    if arguments.strict and FALLBACKS:
        raise SystemExit(f"acestep_compat: --strict, and there were fallbacks: {dict(FALLBACKS)}")


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Our own arguments, and those from the program's name on."""
    for index, argument in enumerate(arguments):
        is_option = argument.startswith("-") and argument not in ("-m", "-c")
        if not is_option and not (index == 0 and argument == "run"):
            return arguments[:index], arguments[index:]
    return arguments, []


if __name__ == "__main__":
    main()
