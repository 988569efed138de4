"""safe_torch_compile beside Dynamo: what is traced, what falls back, what is left alone."""

from pathlib import Path
from types import ModuleType

import pytest

from compile_runner import parameters, run_scenario
from compile_scenarios import changing, copying, falling_back, guarding, recompiling

# A process each, which imports torch and Dynamo, perhaps on a busy machine.
pytestmark = [pytest.mark.own_process, pytest.mark.timeout(300)]


@pytest.mark.parametrize(
    ("module", "name"), parameters(guarding, changing, recompiling, falling_back, copying)
)
def test_tracing(module: ModuleType, name: str, tmp_path: Path) -> None:
    run_scenario(module, name, tmp_path)
