"""What the package costs before it does anything, and how soon Ctrl-C ends a long call.

    python benchmarks/startup.py

Each figure is the median of several fresh processes. The tests count modules, opened files and
signals instead, which do not depend on how busy the machine is.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 5
CHILDREN = (Path(__file__).parents[1] / "python" / "acestep_compat_children.pth").read_text()

# Each prints seconds.
PROGRAMS = {
    "import acestep_compat, beyond torch (CPU)": """
import time, torch
start = time.process_time()
import acestep_compat
print(time.process_time() - start)
""",
    "acestep_compat.install()": """
import time, acestep_compat
start = time.perf_counter()
acestep_compat.install()
print(time.perf_counter() - start)
""",
    "the start-up file, where it is not wanted": f"""
import time
start = time.perf_counter()
exec({CHILDREN!r})
print(time.perf_counter() - start)
""",
    "from Ctrl-C to KeyboardInterrupt, in resample": """
import os, signal, threading, time, torch
import acestep_compat as ac
signal.signal(signal.SIGINT, signal.default_int_handler)
wave = torch.rand(2, 48000 * 600) - 0.5
sent = 0.0
def interrupt():
    global sent
    time.sleep(0.5)
    sent = time.perf_counter()
    os.kill(os.getpid(), signal.SIGINT)
threading.Thread(target=interrupt).start()
try:
    while True:
        ac.resample(wave, 48000, 44100, quality="best", num_threads=1)
except KeyboardInterrupt:
    print(time.perf_counter() - sent)
""",
}


def main() -> None:
    for name, program in PROGRAMS.items():
        command = [sys.executable, "-c", program]
        seconds = [
            float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            for _ in range(ROUNDS)
        ]
        print(f"{name}: {statistics.median(seconds) * 1e3:.2f} ms")


if __name__ == "__main__":
    main()
