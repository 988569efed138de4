"""The project's sources as text: nothing here needs a compiler or the package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
CORE = ROOT / "src"
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]', re.MULTILINE)


class Include(NamedTuple):
    """One #include: the file that has it, whether in quotes, and what it names."""

    file: Path
    quoted: bool
    name: str

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)} includes {self.name}"


def sources(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in (".cpp", ".hpp"))


def includes(folder: Path) -> Iterator[Include]:
    for file in sources(folder):
        for quote, name in INCLUDE.findall(file.read_text(encoding="utf-8")):
            yield Include(file, quote == '"', name)


def folders(root: Path) -> list[Path]:
    """The folders below `root` that hold sources."""
    suffixes = (".cpp", ".hpp", ".py")
    return sorted(
        {path.parent for path in root.rglob("*") if path.suffix in suffixes and path.parent != root}
    )
