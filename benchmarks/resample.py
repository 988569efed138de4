#!/usr/bin/env python3
"""Measures the resampler against soxr, libsamplerate and torchaudio: speed, quality and a picture.

    benchmarks/resample.py speed                # every ratio of docs/resampling.md, as ratios to soxr
    benchmarks/resample.py quality              # the peers' figures by the fit that our tests use
    benchmarks/resample.py picture out.png      # spectrograms of a sweep, side by side

Needs what benchmarks/compare.py needs, and Debian's libsamplerate0.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from comparison import environment

if __name__ == "__main__":
    environment.enter_peers_environment()
    from resampling import command

    command.main()
