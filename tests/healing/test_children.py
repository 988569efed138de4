"""Child processes that start bare, and the start-up file that reaches them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import multiprocessing, sys

def work(path):
    import torchaudio
    return torchaudio.load(path, num_frames=13)[0].shape[1]

if __name__ == "__main__":
    if "install" in sys.argv:
        import acestep_compat
        acestep_compat.install(children=True)
    with multiprocessing.get_context(sys.argv[2]).Pool(1) as pool:
        print(pool.apply(work, (sys.argv[1],)))
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = folder / "program.py"
    script.write_text(PROGRAM)
    return subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_spawned_and_forkserver_children_are_healed(tmp_path: Path, song: str) -> None:
    for method in ("spawn", "forkserver"):
        result = run(tmp_path, song, method, "install")
        assert result.stdout.strip() == "13", result.stderr


def test_spawned_children_are_broken_without_it(tmp_path: Path, song: str) -> None:
    assert run(tmp_path, song, "spawn").returncode != 0


def test_the_start_up_file_imports_nothing_in_a_python_that_does_not_want_it() -> None:
    # What the line itself does in a fresh interpreter; benchmarks/startup.py says how long it takes.
    line = (Path(__file__).parents[2] / "python" / "acestep_compat_children.pth").read_text()
    code = f"""
import sys
before, events = set(sys.modules), []
sys.addaudithook(lambda event, arguments: events.append(event))
eval({line.partition(";")[2].strip()!r}, {{"os": sys.modules["os"]}})
print(set(sys.modules) - before, [event for event in events if event in ("open", "import")])
"""
    environment = {
        key: value for key, value in os.environ.items() if key != "ACESTEP_COMPAT_INSTALL"
    }
    command = [sys.executable, "-c", code]
    output = subprocess.run(
        command, capture_output=True, text=True, check=True, env=environment
    ).stdout
    assert output == "set() []\n"
