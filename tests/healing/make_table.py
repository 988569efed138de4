"""Writes docs/compatibility.md: each program of programs.py, run without and with install().

Run it in the environment of `scripts/test healing`:

    .venv-healing/bin/python tests/healing/make_table.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from programs import PROGRAMS

PROJECT = Path(__file__).parents[2]
SONG = PROJECT / "tests" / "data" / "test_track_001.mp3"
INSTALL = "import acestep_compat; acestep_compat.install()\n"
HEAD = """# Programs that run unchanged

Beside torch {torch}, where torchaudio {torchaudio} and torchcodec {torchcodec} do not load. "Works today" is the
program as it is; "with install()" is the same program after `import acestep_compat; acestep_compat.install()`. Each
does the calls that its column names on a real song; `scripts/test healing` runs them all, and this page is written by
`tests/healing/make_table.py`.

| program | version | works today | with install() |
|---|---|---|---|
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


def main() -> None:
    names = ("torch", "torchaudio", "torchcodec")
    page = HEAD.format(**{name: version(name) for name in names})
    for program in PROGRAMS:
        without = outcome(program.code, program.prints)
        healed = outcome(INSTALL + program.code, program.prints)
        page += f"| {program.name} | {version(program.distribution)} | {without} | {healed} |\n"
    (PROJECT / "docs" / "compatibility.md").write_text(page)


if __name__ == "__main__":
    main()
