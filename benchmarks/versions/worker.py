"""Runs in the environment of one version: answers each line `ROW<TAB>REPEATS` with the seconds of one run."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import torch
from comparison.files import Files
from comparison.timing import timed

from versions.programs import programs


def main() -> None:
    torch.set_num_threads(1)
    rows = programs(Files(Path(sys.argv[1])), Path(sys.argv[2]))
    print("\t".join(rows), flush=True)
    for line in sys.stdin:
        name, repeats = line.rstrip("\n").split("\t")
        print(timed(rows[name], int(repeats)), flush=True)


if __name__ == "__main__":
    main()
