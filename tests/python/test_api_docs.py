"""The API page is what the package's signatures and docstrings say."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import acestep_compat

WRITER = Path(__file__).parents[2] / "docs" / "write_api_python.py"


def test_the_page_is_up_to_date_and_has_every_public_name() -> None:
    spec = importlib.util.spec_from_file_location("write_api_python", WRITER)
    assert spec is not None
    assert spec.loader is not None
    writer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(writer)
    page = writer.PAGE.read_text()
    assert page == writer.page(), "run: python docs/write_api_python.py"
    for name in acestep_compat.__all__:
        assert name == "__version__" or f"### {name}\n" in page


def test_every_public_name_is_documented() -> None:
    for name in acestep_compat.__all__:
        assert name == "__version__" or (getattr(acestep_compat, name).__doc__ or "").strip()
