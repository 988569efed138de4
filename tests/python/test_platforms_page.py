"""What docs/platforms.md names exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
PAGE = PROJECT / "docs" / "platforms.md"


@pytest.fixture(scope="module")
def sources() -> str:
    """The text of all tests, and of the script that runs them."""
    files = [*PROJECT.glob("tests/**/*.py"), *PROJECT.glob("tests/**/*.cpp")]
    files.remove(Path(__file__))
    return "\n".join(file.read_text("utf-8") for file in [*files, PROJECT / "scripts" / "test"])


def test_every_test_that_the_page_names_exists(sources: str) -> None:
    names = {name.split()[0] for name in re.findall(r"`([^`]+)`", PAGE.read_text("utf-8"))}
    paths = {name for name in names if "/" in name}
    assert len(names) > 30
    assert not [path for path in paths if not (PROJECT / path).exists()]
    words = [word for name in names - paths for word in name.split(".")]
    assert not [word for word in words if not re.search(rf"\b{re.escape(word)}\b", sources)]
