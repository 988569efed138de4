"""Converts audio files block by block, in little memory however long they are.

Usage: python convert.py --format flac --rate 44100 OUTPUT_FOLDER FILE...
"""

import argparse
from pathlib import Path

import acestep_compat as ac


def convert(source: Path, target: Path, rate: int | None, mono: bool) -> None:
    """`target` appears when it is complete: an error half way leaves nothing behind."""
    with (
        ac.AudioReader(source, sr=rate, mono=mono) as reader,
        ac.AudioWriter(target, reader.sample_rate, reader.num_channels) as writer,
    ):
        for block in reader:
            writer.write(block)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--format", default="flac", help="wav, flac, ogg, opus, mp3, aiff, ...")
    parser.add_argument("--rate", type=int, help="in Hz; the file's own if not given")
    parser.add_argument("--mono", action="store_true")
    arguments = parser.parse_args()

    arguments.output.mkdir(parents=True, exist_ok=True)
    for source in arguments.files:
        target = arguments.output / f"{source.stem}.{arguments.format}"
        try:
            convert(source, target, arguments.rate, arguments.mono)
        except (OSError, ValueError, ac.AudioDecodeError) as error:
            print(error)
        else:
            print(f"{source} -> {target}")


if __name__ == "__main__":
    main()
