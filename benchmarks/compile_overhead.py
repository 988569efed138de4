"""What the guard costs beside plain torch.compile: per call, and on a transformer block.

Both run in this process, side by side, in alternating rounds; the medians are compared.

    python benchmarks/compile_overhead.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import torch

import acestep_compat


class Tiny(torch.nn.Module):
    """Does next to nothing, so that a call's time is its overhead."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + 1


def block() -> torch.nn.Module:
    torch.manual_seed(0)
    layer = torch.nn.TransformerEncoderLayer(256, 8, 1024, dropout=0.0, batch_first=True)

    class Block(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = layer

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.layer(x)

    return Block().train()  # in eval() torch replaces the layer by one fused kernel


def seconds_per_call(call: Callable[[], object], calls: int) -> float:
    start = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - start) / calls


def compare(
    ours: Callable[[], object], plain: Callable[[], object], calls: int, rounds: int
) -> tuple[float, float]:
    """Median seconds per call of both."""
    for call in (ours, plain, ours, plain):
        call()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        times[0].append(seconds_per_call(ours, calls))
        times[1].append(seconds_per_call(plain, calls))
    return statistics.median(times[0]), statistics.median(times[1])


def main() -> None:
    torch.set_num_threads(1)
    with torch.no_grad():
        x = torch.ones(4)
        guarded = acestep_compat.safe_torch_compile(Tiny())
        compiled = torch.compile(Tiny())
        ours, plain = compare(lambda: guarded(x), lambda: compiled(x), calls=2000, rounds=15)
        print(
            f"a call: guarded {ours * 1e6:.1f} us, torch.compile {plain * 1e6:.1f} us, "
            f"difference {(ours - plain) * 1e6:+.1f} us (goal: < 15)"
        )
        signal = torch.randn(1, 128, 256)
        guarded = acestep_compat.safe_torch_compile(block())
        compiled = torch.compile(block())
        ours, plain = compare(lambda: guarded(signal), lambda: compiled(signal), 20, 15)
        print(
            f"a transformer block: guarded {ours * 1e3:.2f} ms, torch.compile {plain * 1e3:.2f} ms, "
            f"throughput {plain / ours:.3f}x (goal: >= 0.97)"
        )
    print(f"torch {torch.__version__}, {acestep_compat.compile_status(guarded)}")


if __name__ == "__main__":
    main()
