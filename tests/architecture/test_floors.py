"""Who may include whom."""

from __future__ import annotations

from pathlib import Path

from sources import CORE, ROOT, Include, folders, includes

# From the ground up. A folder includes itself, and folders of the floors below its own.
FLOORS = (
    {"base"},
    {"io", "memory", "samples"},
    {"formats"},
    {"resample", "codecs"},
    {"pipeline", "encode"},
    {"batch"},
)
# These stand apart: only the ground is below them, and nothing is above.
APART = {"policy"}
CODECS = CORE / "codecs"


def inner_includes() -> list[tuple[Include, str, Path]]:
    """The includes within the core, each with the folder it is in and the file it means."""
    return [
        (include, include.file.relative_to(CORE).parts[0], CORE / include.name)
        for include in includes(CORE)
        if include.quoted
    ]


def may_include(folder: str, other: str) -> bool:
    if folder == other:
        return True
    if folder in APART:
        return other in FLOORS[0]
    floor = next(i for i, floor in enumerate(FLOORS) if folder in floor)
    return any(other in lower for lower in FLOORS[:floor])


def test_every_folder_of_the_core_has_a_floor() -> None:
    there = {path.relative_to(CORE).parts[0] for path in folders(CORE)}
    assert there == APART.union(*FLOORS)


def test_an_include_within_the_core_names_its_folder() -> None:
    wrong = [str(i) for i, _, meant in inner_includes() if not meant.is_file() or "/" not in i.name]
    assert wrong == []


def test_no_folder_includes_one_above_it() -> None:
    wrong = [
        str(include)
        for include, folder, meant in inner_includes()
        if not may_include(folder, meant.relative_to(CORE).parts[0])
    ]
    assert wrong == []


def test_a_codec_includes_of_another_one_only_what_is_named_after_it() -> None:
    wrong = [
        str(include)
        for include, folder, meant in inner_includes()
        if folder == "codecs"
        and CODECS in meant.parents
        and CODECS not in (include.file.parent, meant.parent)
        and include.file.parent != meant.parent
        and not meant.stem.startswith(f"{meant.parent.name}_")
    ]
    assert wrong == []


def test_other_folders_include_no_parts_of_a_codec() -> None:
    wrong = [
        str(include)
        for include, folder, meant in inner_includes()
        if folder != "codecs" and CODECS in meant.parents and meant.parent != CODECS
    ]
    assert wrong == []


def test_the_extension_module_includes_public_headers_only() -> None:
    module = ROOT / "python" / "src"
    wrong = [
        str(include)
        for include in includes(module)
        if include.quoted and not (module / include.name).is_file()
    ]
    assert wrong == []


def test_the_core_includes_no_torch_and_no_python() -> None:
    foreign = ("torch/", "ATen/", "c10/", "pybind11/", "Python.h")
    wrong = [str(include) for include in includes(CORE) if include.name.startswith(foreign)]
    assert wrong == []
