#!/usr/bin/env python3
"""Measures two installed versions of acestep_compat against each other, to find what a change made slower.

    benchmarks/compare_versions.py OLD/bin/python NEW/bin/python          # every row; about 8 minutes
    benchmarks/compare_versions.py OLD/bin/python NEW/bin/python --only flac,save

Each argument is the Python of an environment that has acestep_compat and torch. One process of each
takes turns at every row; the ratio of their medians is printed, and every row in which the new one
is slower by more than 3 % once more at the end, measured again with more turns. The exit status is 1
if one of those stays. Run it on a machine that does nothing else. Needs the `ffmpeg` program (to
make the files).
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from versions import command

if __name__ == "__main__":
    sys.exit(command.main())
