"""Runs each function of a scenario module in a fresh process."""

import inspect
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

TESTS = Path(__file__).parent


def scenarios(module: ModuleType) -> list[str]:
    """The names of a module's own public functions, in the order of the file."""
    return [
        name
        for name, value in vars(module).items()
        if inspect.isfunction(value)
        and value.__module__ == module.__name__
        and not name.startswith("_")
    ]


def run_scenario(
    module: ModuleType, name: str, cache: Path, environment: Mapping[str, str] | None = None
) -> None:
    """Fails with the scenario's own output when it does."""
    variables = {
        key: value for key, value in os.environ.items() if not key.startswith(("TORCH", "PYTEST"))
    }
    variables |= {"TORCHINDUCTOR_CACHE_DIR": str(cache), **(environment or {})}
    variables["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(TESTS), os.environ.get("PYTHONPATH")])
    )
    short = module.__name__.rpartition(".")[2]
    done = subprocess.run(
        [sys.executable, "-m", "compile_scenarios", short, name],
        env=variables,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, f"{name} failed:\n{done.stdout}\n{done.stderr}"
