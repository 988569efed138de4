"""Puts into a repaired wheel what its bundled libraries are, where they come from, and their licences.

    python wheel_licences.py WHEEL FOLDER     writes the wheel, with the licences in it, into FOLDER

The licences are those that Debian ships with the same libraries (/usr/share/doc/PACKAGE/copyright, and the texts in
/usr/share/common-licenses that these refer to).
"""

from __future__ import annotations

import importlib.metadata
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

DOCUMENTATION = Path("/usr/share/doc")
COMMON_LICENCES = Path("/usr/share/common-licenses")

INTRODUCTION = """\
# Libraries in this wheel

Those that are files of their own are linked dynamically: another build of the same library may take a file's place,
under its name. Their sources are Debian's (`https://sources.debian.org/src/PACKAGE`), or those of the wheel named.

| file | what it is | licences in |
|---|---|---|
"""


class Library(NamedTuple):
    """A file of the wheel, what is in it, and the Debian packages whose licences say so."""

    file: str
    what: str
    packages: tuple[str, ...]


# The Windows wheel's libraries by the start of their names: no package of this system owns them.
WINDOWS_LIBRARIES = {
    "libsndfile": (
        "libsndfile of the wheel soundfile, with FLAC, LAME, mpg123, Ogg, Opus and Vorbis in it",
        (
            "libsndfile1",
            "libflac12",
            "libmp3lame0",
            "libmpg123-0",
            "libogg0",
            "libopus0",
            "libvorbis0a",
        ),
    ),
    "libmpg123": ("libmpg123, built from Debian's source", ("libmpg123-0",)),
}
WINDOWS_MODULE = (
    "Highway, Ogg, Opus and Vorbis, built from Debian's sources; MinGW-w64's winpthreads; pybind11",
    (
        "libhwy-dev",
        "libogg-dev",
        "libopus-dev",
        "libvorbis-dev",
        "mingw-w64-x86-64-dev",
        "pybind11",
    ),
)
MODULE = ("pybind11", ("pybind11",))


def owner(library: str) -> Library:
    """The Debian package that a library of a repaired Linux wheel was copied from.

    auditwheel puts a hash into the name: ``libFLAC-356a0a7f.so.12.0.0``.
    """
    original = re.sub(r"-[0-9a-f]{8}(?=\.so)", "", library)
    command = ["dpkg-query", "--search", f"*/{original}"]
    found = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    package = found.splitlines()[0].split(":")[0]
    query = ["dpkg-query", "--show", "--showformat", "${Package} ${Version}\n", package]
    version = subprocess.run(query, check=True, capture_output=True, text=True).stdout
    return Library(library, f"Debian's {version.splitlines()[0]}", (package,))


def libraries_of(wheel: Path) -> list[Library]:
    """What an unpacked wheel bundles, and what is a part of its module."""
    module = next(wheel.glob("acestep_compat/_core.*[dos]"))
    bundled = sorted(file.name for file in (wheel / "acestep_compat.libs").iterdir())
    if module.suffix == ".pyd":
        own = [
            Library(name, *described)
            for name in bundled
            for start, described in WINDOWS_LIBRARIES.items()
            if name.startswith(start)
        ]
        missing = set(bundled) - {library.file for library in own} - {".load-order"}
        assert not missing, f"What are {missing}?"
        return [*own, Library(module.name, *WINDOWS_MODULE)]
    return [*(owner(name) for name in bundled), Library(module.name, *MODULE)]


def copyright_of(package: str) -> str:
    """Names a licence's text: Debian's, or that of a Python distribution."""
    file = DOCUMENTATION / package / "copyright"
    if file.exists():
        return file.read_text(encoding="utf-8")
    licences = [
        file
        for file in importlib.metadata.files(package) or []
        if "dist-info" in str(file) and file.name.startswith("LICENSE")
    ]
    return "\n".join(Path(str(file.locate())).read_text(encoding="utf-8") for file in licences)


def add_licences(wheel: Path) -> None:
    """Writes the licences of an unpacked wheel's libraries, and the table of these, into it."""
    metadata = next(wheel.glob("*.dist-info/METADATA"))
    folder = metadata.parent / "licenses"
    libraries = libraries_of(wheel)
    texts = {
        f"{package}/copyright": copyright_of(package)
        for library in libraries
        for package in library.packages
    }
    assert all(texts.values()), (
        f"No licence of {[name for name, text in texts.items() if not text]}"
    )
    for name in set(re.findall(rf"{COMMON_LICENCES}/([\w.-]*\w)", "".join(texts.values()))):
        texts[f"common/{name}"] = (COMMON_LICENCES / name).read_text(encoding="utf-8")
    texts["LIBRARIES.md"] = INTRODUCTION + "".join(
        f"| {library.file} | {library.what} | {', '.join(library.packages)} |\n"
        for library in libraries
    )
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    # The core metadata's way of saying so (PEP 639): one line a file, after our own licence.
    lines = "".join(f"License-File: {name}\n" for name in sorted(texts))
    content = metadata.read_text(encoding="utf-8")
    metadata.write_text(
        content.replace("License-File: LICENSE\n", f"License-File: LICENSE\n{lines}"),
        encoding="utf-8",
    )
    print((folder / "LIBRARIES.md").read_text(encoding="utf-8"))


def main(wheel: Path, destination: Path) -> None:
    """Unpacks, adds and packs again, which lists every file in RECORD once more."""
    tool = [sys.executable, "-m", "wheel"]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [*tool, "unpack", "--dest", folder, wheel], check=True, stdout=subprocess.DEVNULL
        )
        unpacked = next(Path(folder).iterdir())
        add_licences(unpacked)
        shutil.rmtree(destination, ignore_errors=True)
        destination.mkdir(parents=True)
        subprocess.run([*tool, "pack", "--dest-dir", destination, unpacked], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
