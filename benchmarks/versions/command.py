"""The command line of benchmarks/compare_versions.py."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import tempfile
from pathlib import Path

from comparison import files
from comparison.environment import PROJECT

LIMIT = 1.03
LEAST_SECONDS = 0.05


class Version:
    """A process that measures rows of one version when it is asked to."""

    def __init__(self, python: str, audio: Path, scratch: Path) -> None:
        worker = str(Path(__file__).with_name("worker.py"))
        self._process = subprocess.Popen(
            [python, worker, str(audio), str(scratch)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=scratch,  # not a folder from which a package of the same name would be imported
        )
        self.rows = self._line().split("\t")

    def seconds(self, row: str, repeats: int) -> float:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{row}\t{repeats}\n")
        self._process.stdin.flush()
        return float(self._line())

    def close(self) -> None:
        self._process.communicate()

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit("a version's process ended; its error is above")
        return line.rstrip("\n")


def ratio(old: Version, new: Version, row: str, rounds: int) -> tuple[float, float]:
    """(seconds of the old one, seconds of the new one / those): medians of turns taken by each."""
    for version in (old, new):
        version.seconds(row, 1)
    repeats = max(1, round(LEAST_SECONDS / old.seconds(row, 1)))
    before, after = [], []
    for _ in range(rounds):
        before.append(old.seconds(row, repeats))
        after.append(new.seconds(row, repeats))
    return statistics.median(before), statistics.median(after) / statistics.median(before)


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure two versions of acestep_compat.")
    parser.add_argument("old", help="the Python of the environment with the old version")
    parser.add_argument("new", help="the Python of the environment with the new version")
    parser.add_argument("--only", default="", help="words of row names, separated by commas")
    parser.add_argument("--rounds", type=int, default=9, help="turns of each version (default: 9)")
    parser.add_argument("--folder", type=Path, default=PROJECT / "build" / "benchmark-audio")
    arguments = parser.parse_args()

    files.make(arguments.folder)
    wanted = list(filter(None, arguments.only.split(",")))
    with tempfile.TemporaryDirectory() as scratch:
        old = Version(arguments.old, arguments.folder.resolve(), Path(scratch))
        new = Version(arguments.new, arguments.folder.resolve(), Path(scratch))
        slower = []
        for row in old.rows:
            if row not in new.rows or (wanted and not any(word in row for word in wanted)):
                continue
            seconds, change = ratio(old, new, row, arguments.rounds)
            print(f"{row:32} {seconds * 1e3:9.3f} ms  x {change:.3f}", flush=True)
            if change > LIMIT:
                slower.append(row)
        stay = 0
        for row in slower:
            seconds, change = ratio(old, new, row, 3 * arguments.rounds)
            stay += change > LIMIT
            print(f"again: {row:25} {seconds * 1e3:9.3f} ms  x {change:.3f}", flush=True)
        old.close()
        new.close()
    return 1 if stay else 0
