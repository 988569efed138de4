"""docs/architecture.md is a map of what is there, and editors find their way."""

from __future__ import annotations

import json
import subprocess

from sources import CORE, ROOT, folders, sources

MAP = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_the_map_names_every_folder() -> None:
    names = [
        f"{folder.relative_to(ROOT).as_posix()}/"
        for root in (CORE, ROOT / "python")
        for folder in folders(root)
    ]
    assert [name for name in names if f"`{name}`" not in MAP] == []


def test_the_map_names_no_folder_that_is_not_there() -> None:
    named = [word for word in MAP.split("`")[1::2] if word.endswith("/")]
    assert [name for name in named if not (ROOT / name).is_dir()] == []


def test_the_map_names_every_public_header_of_the_core() -> None:
    headers = sources(ROOT / "include" / "acestep_compat" / "core")
    assert [path.name for path in headers if f"`{path.name}`" not in MAP] == []


def test_ctags_finds_functions_in_every_source_file_of_the_core() -> None:
    files = [path for path in sources(CORE) if path.suffix == ".cpp"]
    tags = subprocess.run(
        ["ctags", "-f", "-", "--languages=C++", "--kinds-C++=f", "--output-format=json", *files],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    tagged = {json.loads(line)["path"] for line in tags.splitlines()}
    assert [str(path.relative_to(ROOT)) for path in files if str(path) not in tagged] == []
