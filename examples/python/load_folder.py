"""Loads every audio file below a folder at 48 kHz, on all threads.

Usage: python load_folder.py FOLDER
"""

import argparse
from pathlib import Path

import acestep_compat as ac

SUFFIXES = {".wav", ".flac", ".mp3", ".ogg", ".opus", ".aiff", ".aif", ".m4a"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder

    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    results = ac.load_audio_safe_batch(paths, sr=48000, on_error="return")
    for path, result in zip(paths, results, strict=True):
        if isinstance(result, Exception):
            print(f"{path}: {result}")
        else:
            waveform, rate = result
            print(f"{path}: {list(waveform.shape)} at {rate} Hz")


if __name__ == "__main__":
    main()
