"""Whether to compile at all: gathers the facts for the core's `decide_compile`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import torch

from .. import _core
from .options import CompileOptions
from .probe import probe_compiler


def reason_not_to_compile(
    options: CompileOptions, device: torch.device, dtypes: Iterable[torch.dtype]
) -> str:
    """Why not to compile, as a sentence; "" when nothing speaks against it.

    Tries the compiler out when nothing else decides.
    """

    def decide(compiler: str) -> tuple[str, str]:
        return _core.decide_compile(
            windows=sys.platform == "win32",
            bfloat16=torch.bfloat16 in dtypes,
            disabled_by_environment=disabled_by_environment(),
            dynamo_supported=_dynamo_supported(),
            needs_compiler=options.needs_compiler,
            compiler=compiler,
        )

    decision, reason = decide("untested")
    if decision != "probe_first":
        return reason
    result = probe_compiler(device)
    _, reason = decide(result.state)
    return f"{reason} ({result.detail})" if reason and result.detail else reason


def disabled_by_environment() -> bool:
    """Whether the user has switched torch.compile off, by the variables that torch itself obeys."""
    if any(
        os.environ.get(name) == "1" for name in ("TORCHDYNAMO_DISABLE", "TORCH_COMPILE_DISABLE")
    ):
        return True
    # The same switch, set by a program; without importing Dynamo, which takes a second.
    config = sys.modules.get("torch._dynamo.config")
    return config is not None and bool(getattr(config, "disable", False))


def _dynamo_supported() -> bool:
    try:
        import torch._dynamo.eval_frame

        return torch._dynamo.eval_frame.is_dynamo_supported()
    except (ImportError, RuntimeError):  # Dynamo itself does not load here
        return False
