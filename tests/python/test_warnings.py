"""A fallback is warned of once for each backend and reason, and counted for every file."""

from __future__ import annotations

import logging
import subprocess
import warnings
from pathlib import Path

import pytest

import acestep_compat
from acestep_compat._warnings import FALLBACKS

pytestmark = pytest.mark.programs


def test_many_files_give_one_warning_a_count_and_a_log_line_each(
    song: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    FALLBACKS.clear()
    paths = [tmp_path / f"{index}.m4a" for index in range(3)]
    for path in paths:
        command = ["ffmpeg", "-nostdin", "-v", "error", "-i", str(song), "-t", "1", str(path)]
        subprocess.run(command, check=True)
    with (
        warnings.catch_warnings(record=True) as caught,
        caplog.at_level(logging.DEBUG, "acestep_compat"),
    ):
        warnings.simplefilter("always")
        for path in paths:
            acestep_compat.load_audio_safe(path)
    assert [warning.category for warning in caught] == [acestep_compat.AudioFallbackWarning]
    assert [
        path.name in record.message for path, record in zip(paths, caplog.records, strict=True)
    ] == [True] * 3
    assert list(acestep_compat.status().fallbacks.values()) == [3]
