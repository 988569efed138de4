"""The table and the chart that docs/performance.md shows."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from .rows import Row

PEERS = ("torch", "torchaudio", "torchcodec", "soundfile", "soxr", "librosa")


@dataclass
class Result:
    """A measured row: seconds of ours and of each peer."""

    row: Row
    ours: float
    peers: dict[str, float]

    def ratio(self, peer: str) -> float:
        """How many times faster than `peer` ours is."""
        return self.peers[peer] / self.ours

    def verdict(self) -> str:
        """Each goal with what was reached, the missed ones marked."""
        return ", ".join(
            f"{self.ratio(peer):.2f}x of {goal:g}x {peer}"
            + ("" if self.ratio(peer) >= goal else " (missed)")
            for peer, goal in self.row.goals.items()
        )


def machine() -> str:
    """The processor, what of SIMD it has, and the versions of the peers."""
    model, flags = platform.processor() or platform.machine(), ""
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        fields = dict(
            (part.strip() for part in line.split(":", 1))
            for line in cpuinfo.read_text().splitlines()
            if ":" in line
        )
        model = fields.get("model name", model)
        known = ("avx2", "fma", "avx512f", "avx512bw", "asimd", "sve", "sve2")
        flags = " ".join(
            flag
            for flag in known
            if flag in fields.get("flags", fields.get("Features", "")).split()
        )
    versions = ", ".join(f"{name} {version(name)}" for name in PEERS)
    return f"{model} ({flags}); Python {platform.python_version()}; {versions}"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:.3g}" if seconds < 1 else f"{seconds * 1e3:.0f}"


def markdown(results: list[Result]) -> str:
    """One table row per comparison; times in ms, in brackets how many times faster ours is."""
    lines = [
        f"Measured on: {machine()}",
        "",
        "| what | ours, ms | peers, ms (ratio) | goals |",
        "|---|---|---|---|",
    ]
    for result in results:
        others = ", ".join(
            f"{name} {milliseconds(seconds)} ({result.ratio(name):.2f}x)"
            for name, seconds in result.peers.items()
        )
        lines.append(
            f"| {result.row.name} | {milliseconds(result.ours)} | {others} | {result.verdict()} |"
        )
    return "\n".join(lines) + "\n"


def chart(results: list[Result], target: Path) -> None:
    """Horizontal bars: how many times faster than each peer, on a logarithmic axis."""
    names = sorted({peer for result in results for peer in result.peers})
    colours = dict(zip(names, plt.get_cmap("tab20").colors, strict=False))  # type: ignore[attr-defined]
    height = 0.28 * sum(len(result.peers) + 1 for result in results) + 1
    figure, axes = plt.subplots(figsize=(10, height))
    position, ticks, labelled = 0.0, [], set()
    for result in results:
        ticks.append((position + (len(result.peers) - 1) / 2, result.row.name))
        for peer in result.peers:
            label = None if peer in labelled else peer
            labelled.add(peer)
            axes.barh(position, result.ratio(peer), color=colours[peer], label=label)
            position += 1
        position += 1
    axes.set_xscale("log")
    axes.axvline(1.0, color="black", linewidth=0.8)
    axes.set_yticks([place for place, _ in ticks], [name for _, name in ticks])
    axes.invert_yaxis()
    axes.margins(y=0.005)
    axes.set_xlabel("times faster than the peer (1 = equal)")
    axes.legend(loc="upper center", bbox_to_anchor=(0.5, -40 / (72 * height)), ncol=4)
    figure.savefig(target, dpi=80, bbox_inches="tight")
