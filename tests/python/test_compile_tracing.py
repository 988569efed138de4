"""safe_torch_compile beside Dynamo: what is traced, what falls back, what is left alone."""

from pathlib import Path

import pytest

from compile_runner import run_scenario, scenarios
from compile_scenarios import tracing

# A process each, which imports torch and Dynamo, perhaps on a busy machine.
pytestmark = [pytest.mark.own_process, pytest.mark.timeout(300)]


@pytest.mark.parametrize("name", scenarios(tracing))
def test_tracing(name: str, tmp_path: Path) -> None:
    run_scenario(tracing, name, tmp_path)
