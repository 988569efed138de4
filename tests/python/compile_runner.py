"""Runs each function of a scenario module in a fresh process."""

import inspect
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest
from _pytest.mark.structures import ParameterSet

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


# One for each way that a call can go; the others are run where there is more time.
QUICK = {
    "a_module_is_guarded_in_place",  # compiled by a backend that compiles nothing
    "inductor_compiles_and_hooks_still_take_effect",
    "inductor_broken_later_falls_back_bit_for_bit",
    "without_a_compiler_nothing_is_traced",
    "a_graph_break_falls_back_for_its_frame_only",
    "the_models_own_exception_is_raised_once_and_forgotten",
    "twelve_shapes_compile_two_graphs",
    "eight_threads_compile_once",
    "checkpoints_load_both_ways",
}


def parameters(*modules: ModuleType) -> list[ParameterSet]:
    """Each scenario as a test's parameters: its module and its name."""
    return [
        pytest.param(module, name, id=name, marks=() if name in QUICK else pytest.mark.slow)
        for module in modules
        for name in scenarios(module)
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
