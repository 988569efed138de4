"""The parts of benchmarks/compare.py: environment, files, timing, rows, report."""
