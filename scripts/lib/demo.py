"""The main job on one song: load, inspect, resample, process, save; a table and a picture."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

import torch

import acestep_compat as ac
from demo_picture import draw

SAMPLE_RATE = 48000  # what ACE-Step works at


@dataclass
class Row:
    """One loaded file, as the table shows it."""

    file: str
    info: ac.AudioInfo
    load_seconds: float

    HEADER = ("file", "format", "rate", "channels", "duration", "load time", "times real time")

    def cells(self) -> tuple[str, ...]:
        info = self.info
        return (
            self.file,
            f"{info.format} {info.encoding} {info.bits_per_sample or ''}".rstrip(),
            f"{info.sample_rate} Hz",
            str(info.num_channels),
            f"{info.duration:.2f} s",
            f"{self.load_seconds * 1e3:.1f} ms",
            f"{info.duration / self.load_seconds:,.0f}",
        )


class Loudener(torch.nn.Module):
    """A stand-in for a model: raises quiet passages and keeps the peaks below full scale."""

    def __init__(self) -> None:
        super().__init__()
        self.drive = torch.nn.Parameter(torch.tensor(2.0))

    def forward(self, waveform: torch.Tensor) -> torch.Tensor:
        return torch.tanh(waveform * self.drive) / torch.tanh(self.drive)


def load_timed(path: Path) -> tuple[Row, torch.Tensor]:
    """Loads a file twice, so that the time is not the disk's; its row and its waveform."""
    seconds = 0.0
    for _ in range(2):
        start = time.perf_counter()
        waveform, _rate = ac.load_audio_safe(path)
        seconds = time.perf_counter() - start
    return Row(path.name, ac.get_audio_info(path), seconds), waveform


def print_table(rows: list[Row]) -> None:
    lines = [Row.HEADER, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(Row.HEADER))]
    for line in lines:
        left, *right = zip(line, widths, strict=True)
        print("  ".join([left[0].ljust(left[1]), *(cell.rjust(width) for cell, width in right)]))


def process(waveform: torch.Tensor) -> torch.Tensor:
    """Runs the model on the best device of this machine, compiled where that works."""
    device, dtype = ac.get_optimal_device(), ac.get_optimal_dtype()
    print(f"device {device}, dtype {dtype}, threads {torch.get_num_threads()}")
    model = ac.safe_torch_compile(Loudener().to(device, dtype))
    with torch.inference_mode():
        start = time.perf_counter()
        model(waveform.to(device, dtype))
        first = time.perf_counter() - start
        start = time.perf_counter()
        louder = model(waveform.to(device, dtype)).float().cpu()
        second = time.perf_counter() - start
    for method, status in ac.compile_status(model).items():
        why = f" ({status.reason})" if status.reason else ""
        print(
            f"{method}: {status.state}{why}; first call {first:.2f} s, then {second * 1e3:.1f} ms"
        )
    ac.safe_cuda_empty_cache()
    return louder


def main(song: Path, output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    print(f"acestep_compat {ac.__version__}, torch {torch.__version__}\n")

    row, waveform = load_timed(song)
    rows = [row]
    start = time.perf_counter()
    resampled = ac.resample(waveform, row.info.sample_rate, 44100)
    milliseconds = (time.perf_counter() - start) * 1e3
    print(
        f"resampled {row.info.sample_rate} -> 44100 Hz in {milliseconds:.1f} ms: "
        f"{waveform.shape[-1]} -> {resampled.shape[-1]} frames"
    )

    stereo, rate = ac.load_audio_safe_stereo(song, SAMPLE_RATE)
    louder = process(stereo)
    print()
    for name in ("song.wav", "song.flac", "song.ogg", "song.opus", "song.mp3"):
        ac.save_audio_safe(output / name, louder, rate)
        rows.append(load_timed(output / name)[0])
    print_table(rows)

    exact = torch.equal(ac.load_audio_safe(output / "song.wav")[0], louder)
    print(f"\nsaved and loaded again, song.wav is {'bit-exact' if exact else 'NOT exact'}")
    draw(song.name, louder, rate, output / "song.png")
    print(f"results and the picture: {output}")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except (OSError, ac.AudioDecodeError) as error:
        sys.exit(f"demo: {error}")
