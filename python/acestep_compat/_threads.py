"""How many threads a call may use."""

from __future__ import annotations

import torch


def thread_count(num_threads: int | None) -> int:
    """What was asked for, else as many as torch uses."""
    return torch.get_num_threads() if num_threads is None else num_threads
