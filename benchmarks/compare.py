#!/usr/bin/env python3
"""Measures acestep_compat against its peers and writes the figures for docs/performance.md.

    benchmarks/compare.py                    # every row; about 10 minutes
    benchmarks/compare.py --only flac,info   # rows whose group is named
    benchmarks/compare.py --rounds 5 --no-write

Needs python3 with venv, the `ffmpeg` program (to make the files) and, once, the network: a virtual
environment with the peers and this project is made in build/peers. A Python that has all of them
already is used as it is. Run it on a machine that does nothing else; all programs of a row run in
turn in one process, and the ratio of their medians is what counts.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from comparison import environment

if __name__ == "__main__":
    environment.enter_peers_environment()
    from comparison import command

    command.main()
