"""Runs the Python examples of README.md and docs/*.md, each page in a folder of its own that holds
the song.
"""

import os
import shutil
import tempfile
from pathlib import Path

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

PROJECT = Path(__file__).parent


def enter_folder_with_song(namespace: dict[str, object]) -> None:
    namespace["_folder"], namespace["_back"] = tempfile.mkdtemp(), os.getcwd()
    shutil.copy(
        PROJECT / "tests" / "data" / "test_track_001.mp3", f"{namespace['_folder']}/song.mp3"
    )
    os.chdir(str(namespace["_folder"]))


def leave_folder(namespace: dict[str, object]) -> None:
    os.chdir(str(namespace["_back"]))
    shutil.rmtree(str(namespace["_folder"]))


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser()],
    patterns=["README.md", "docs/*.md"],
    setup=enter_folder_with_song,
    teardown=leave_folder,
).pytest()
