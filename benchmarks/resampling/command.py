"""The command line of benchmarks/resample.py."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

import numpy as np
from comparison.timing import round_robin

from . import engines, picture, quality

RATIOS = [
    (44100, 48000),
    (48000, 44100),
    (44100, 16000),
    (48000, 16000),
    (44100, 22050),
    (22050, 44100),
    (44100, 24000),
    (44100, 32000),
    (96000, 44100),
    (96000, 48000),
    (192000, 48000),
    (16000, 48000),
    (8000, 48000),
    (44100, 44101),
]
QUALITIES = ("fast", "medium", "high", "best")


def main() -> None:
    parser = argparse.ArgumentParser(description="Compares resamplers.")
    commands = parser.add_subparsers(dest="command", required=True)
    speed = commands.add_parser("speed", help="milliseconds and ratios to soxr")
    speed.add_argument("--seconds", type=int, default=60, help="of stereo signal")
    speed.add_argument("--rounds", type=int, default=5)
    speed.add_argument("--ratio", action="append", help="only this one, such as 44100:48000")
    speed.add_argument("--libsamplerate", action="store_true", help="too; it takes long")
    commands.add_parser("quality", help="figures by fits against ideal sines")
    commands.add_parser("picture", help="spectrograms of a sweep").add_argument("path", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "speed":
        print_speed(arguments)
    elif arguments.command == "quality":
        print_quality()
    else:
        draw_picture(arguments.path)


def print_speed(arguments: argparse.Namespace) -> None:
    ratios = RATIOS
    if arguments.ratio:
        ratios = [tuple(int(rate) for rate in ratio.split(":")) for ratio in arguments.ratio]
    programs = {f"ours {name}": engines.ours(name) for name in QUALITIES}
    programs["ours high, 2 threads"] = engines.ours("high", threads=2)
    programs |= {"soxr HQ": engines.soxr_at("HQ"), "soxr VHQ": engines.soxr_at("VHQ")}
    programs["torchaudio"] = engines.torchaudio_default
    if arguments.libsamplerate:
        programs["libsamplerate best"] = engines.libsamplerate(0)
    print("| ms | " + " | ".join(programs) + " | soxr HQ / high | soxr VHQ / best |")
    print("|---" * (len(programs) + 3) + "|")
    for orig, new in ratios:
        samples = np.random.default_rng(1).standard_normal((2, orig * arguments.seconds))
        samples = (0.2 * samples).astype(np.float32)
        runs = {
            name: partial(engine, samples, orig, new)
            for name, engine in programs.items()
            if (orig, new) != (44100, 44101) or name != "torchaudio"  # it would take minutes
        }
        times = round_robin(runs, arguments.rounds)
        cells = [f"{times[name] * 1000:.1f}" if name in times else "-" for name in programs]
        cells.append(f"{times['soxr HQ'] / times['ours high']:.2f}")
        cells.append(f"{times['soxr VHQ'] / times['ours best']:.2f}")
        print(f"| {orig} to {new} | " + " | ".join(cells) + " |", flush=True)


def print_quality() -> None:
    programs = {f"ours {name}": engines.ours(name) for name in QUALITIES}
    programs |= {"soxr HQ": engines.soxr_at("HQ"), "soxr VHQ": engines.soxr_at("VHQ")}
    programs["libsamplerate fastest"] = engines.libsamplerate(2)
    programs["libsamplerate best"] = engines.libsamplerate(0)
    programs["torchaudio"] = engines.torchaudio_default
    print("| | conversion | SNR | flat to, Hz | spurious | alias |")
    print("|---|---|---|---|---|---|")
    for orig, new in ((44100, 48000), (48000, 44100)):
        for name, engine in programs.items():
            figures = quality.measure(engine, orig, new)
            alias = f"{figures.alias:.0f}" if new < orig else ""
            print(
                f"| {name} | {orig} to {new} | {figures.snr:.0f} | {figures.flat:.0f} "
                f"| {figures.spurious:.0f} | {alias} |",
                flush=True,
            )


def draw_picture(path: Path) -> None:
    picture.draw(
        {
            "acestep_compat high": engines.ours("high"),
            "soxr HQ": engines.soxr_at("HQ"),
            "libsamplerate fastest": engines.libsamplerate(2),
            "torchaudio": engines.torchaudio_default,
        },
        path,
    )
