"""The command line of benchmarks/compare.py."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from . import files, report, rows, timing
from .environment import PROJECT


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure acestep_compat against its peers.")
    parser.add_argument("--only", default="", help="groups, separated by commas (default: all)")
    parser.add_argument("--rounds", type=int, default=9, help="turns of each program (default: 9)")
    parser.add_argument(
        "--folder", type=Path, default=PROJECT / "build" / "benchmark-audio", help="where files go"
    )
    parser.add_argument(
        "--output", type=Path, default=PROJECT / "docs", help="where the table and the chart go"
    )
    parser.add_argument("--no-write", action="store_true", help="print only")
    arguments = parser.parse_args()

    torch.set_num_threads(1)  # every program on one thread, but where a row says otherwise
    audio = files.make(arguments.folder)
    wanted = set(filter(None, arguments.only.split(",")))
    print(report.machine())
    results = []
    for row in rows.all_rows(audio):
        if wanted and row.group not in wanted:
            continue
        seconds = timing.round_robin({"ours": row.ours} | row.peers, arguments.rounds)
        results.append(report.Result(row, seconds.pop("ours"), seconds))
        print(report.markdown(results[-1:]).splitlines()[-1], flush=True)
    if not results:
        raise SystemExit(f"no row in groups {sorted(wanted)}")
    if not arguments.no_write:
        arguments.output.mkdir(parents=True, exist_ok=True)
        (arguments.output / "performance-table.md").write_text(
            "# Measured\n\n" + report.markdown(results)
        )
        report.chart(results, arguments.output / "performance.png")
