"""No module of the package needs, over whatever detour, a module that needs it."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import acestep_compat

FOLDER = Path(acestep_compat.__file__).parent


def modules() -> dict[str, Path]:
    """Every module's full name."""
    found = {}
    for path in FOLDER.rglob("*.py"):
        parts = ("acestep_compat", *path.relative_to(FOLDER).with_suffix("").parts)
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


def imported(module: str, path: Path, known: set[str]) -> set[str]:
    """The package's modules that a module names: in imports, deferred ones too, and in texts for importlib."""
    package = module if path.stem == "__init__" else module.rpartition(".")[0]
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parents = package.rsplit(".", node.level - 1)[0] if node.level else ""
            base = ".".join(filter(None, (parents, node.module)))
            submodules = {f"{base}.{alias.name}" for alias in node.names}
            names |= submodules if submodules <= known | {"acestep_compat._core"} else {base}
        elif isinstance(node, ast.Constant) and "acestep_compat." in str(node.value):
            names.add(node.value)
    return names & known


def test_the_imports_form_no_circle() -> None:
    paths = modules()
    graph = {name: imported(name, path, set(paths)) for name, path in paths.items()}
    assert graph["acestep_compat._info"] >= {
        "acestep_compat._audio_info",
        "acestep_compat._fallback",
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))
