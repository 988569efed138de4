"""safe_torch_compile beside Inductor: machines with a compiler, without one, with a broken one."""

import os
from pathlib import Path
from types import ModuleType

import pytest

from compile_runner import parameters, run_scenario
from compile_scenarios import compiling

# One or two processes each, which compile C++, perhaps on a busy machine.
pytestmark = [pytest.mark.own_process, pytest.mark.timeout(600)]

NO_COMPILER = {"PATH": ""}
FAILING_COMPILER = """#!/bin/sh
case "$*" in
  *--version*) echo "g++ (GCC) 12.2.0" ;;
  *) echo "fatal error: no such header" >&2; exit 1 ;;
esac
"""
ENVIRONMENTS = {
    "without_a_compiler_nothing_is_traced": NO_COMPILER,
    "the_warning_points_at_the_programs_own_line": NO_COMPILER,
    "switched_off_by_the_environment_is_silent": {"TORCHDYNAMO_DISABLE": "1"},
}


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Inductor's cache folder. Shared, since looking for vector instructions alone takes 8 s."""
    return tmp_path_factory.mktemp("inductor")


@pytest.mark.parametrize(("module", "name"), parameters(compiling))
def test_compiling(module: ModuleType, name: str, cache: Path, tmp_path: Path) -> None:
    environment = ENVIRONMENTS.get(name, {})
    if name == "a_compiler_that_fails_is_found_out_before_anything_is_traced":
        compiler = tmp_path / "g++"
        compiler.write_text(FAILING_COMPILER)
        compiler.chmod(0o755)
        # CXX is what Inductor calls for CPU code, CC what Triton calls.
        environment = {"CXX": str(compiler), "CC": str(compiler)}
    run_scenario(module, name, tmp_path if environment else cache, environment)
    if name == "a_disk_cache_does_not_hide_that_the_compiler_is_gone":
        assert os.listdir(cache)
        run_scenario(module, name, cache, NO_COMPILER)
