"""Writes docs/compatibility.md: each program of programs.py and programs_by_hand.py, run without and
with install(). `scripts/test --compatibility-table` makes the environment and runs it there.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from programs import PROGRAMS, Program
from programs_by_hand import PROGRAMS_BY_HAND

PROJECT = Path(__file__).parents[2]
SONG = PROJECT / "tests" / "data" / "test_track_001.mp3"
HEAD = """# Programs that run unchanged

Run with torch {torch}, with which torchaudio {torchaudio} and torchcodec {torchcodec} do not load. "Works today" is the
program as it is; "with install()" is the same program after `import acestep_compat; acestep_compat.install()`. Each
program makes the calls in its row on a real song. This page is written by `scripts/test --compatibility-table`.

{in_every_test_run}

The programs above are a part of `scripts/test healing`; these take long to install and were run by hand:

{by_hand}

Programs with "no ffmpeg program" in their name need `install(ffmpeg_callers=True)`, and Ray's workers
`install(children=True)`; `python -m acestep_compat run` implies both.

torchaudio 2.4.0, 2.5.1, 2.6.0, 2.7.1, 2.8.0, 2.9.1, 2.10.0 and 2.11.0 were imported with this torch
and made the calls of `tests/healing/test_torchaudio_versions.py`.
"""


def outcome(code: str, prints: str) -> str:
    """ "yes", or the last line of the error."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", code, str(SONG), folder]
        result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if result.returncode == 0 and result.stdout.splitlines()[-1:] == [prints]:
        return "yes"
    last = (result.stderr.strip().splitlines() or ["another result"])[-1]
    return "no: `" + last.split(": /")[0][:90] + "`"


def table(programs: list[Program]) -> str:
    rows = ["| program | version | works today | with install() |", "|---|---|---|---|"]
    for program in programs:
        cells = (
            program.name,
            version(program.distribution),
            outcome(program.code, program.prints),
            outcome(program.healed_code, program.prints),
        )
        rows.append(f"| {' | '.join(cells)} |")
        print(rows[-1], flush=True)
    return "\n".join(rows)


def main() -> None:
    page = HEAD.format(
        **{name: version(name) for name in ("torch", "torchaudio", "torchcodec")},
        in_every_test_run=table(PROGRAMS),
        by_hand=table(PROGRAMS_BY_HAND),
    )
    (PROJECT / "docs" / "compatibility.md").write_text(page)


if __name__ == "__main__":
    main()
