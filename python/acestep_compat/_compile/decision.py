"""Whether to compile at all: a decision from plain facts, so that every machine's can be tested on any machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace

import torch

from .options import CompileOptions
from .probe import CompilerState, probe_compiler

_REASONS = {
    "disabled_by_environment": "torch.compile is switched off by the environment "
    "(TORCHDYNAMO_DISABLE or TORCH_COMPILE_DISABLE)",
    "dynamo_unsupported": "this version of torch does not support torch.compile with this version of Python; "
    "use a newer torch",
    "bfloat16_on_windows": "compiled bfloat16 code is unreliable on Windows; use float16 or float32 to compile there",
    "no_cpp_compiler": "no C++ compiler was found, which torch.compile needs for CPU code; install g++ or clang "
    "(Windows: Visual Studio's C++ tools), or name one in the environment variable CXX",
    "no_triton": "Triton is missing or does not load, which torch.compile needs for GPU code; install triton "
    "(Windows: triton-windows)",
    "broken": "torch.compile's compiler does not compile a trivial program on this machine",
}


@dataclass(frozen=True)
class CompileFacts:
    """What is known when a model is about to be compiled."""

    windows: bool = False
    bfloat16: bool = False  # the model has bfloat16 parameters or buffers
    disabled_by_environment: bool = False  # TORCHDYNAMO_DISABLE or TORCH_COMPILE_DISABLE
    dynamo_supported: bool = True  # this torch has a Dynamo for this Python
    needs_compiler: bool = True  # False for backends that generate no code ("eager", "aot_eager")
    compiler: CompilerState | None = None  # None: not tested yet


def decide_compile(facts: CompileFacts) -> str:
    """``"compile"``, ``"probe_first"`` (nothing speaks against it, but the compiler is untested), or why not.

    What is known without trying comes first, so that no compiler is started in vain.
    """
    if facts.disabled_by_environment:
        return "disabled_by_environment"
    if not facts.dynamo_supported:
        return "dynamo_unsupported"
    if facts.windows and facts.bfloat16:
        return "bfloat16_on_windows"
    if not facts.needs_compiler or facts.compiler == "works":
        return "compile"
    return facts.compiler or "probe_first"


def explain(decision: str) -> str:
    """The decision as a sentence that a user can act on; "" for ``"compile"`` and ``"probe_first"``."""
    return _REASONS.get(decision, "")


def reason_not_to_compile(
    options: CompileOptions, device: torch.device, dtypes: Iterable[torch.dtype]
) -> str:
    """Why not to compile, as a sentence; "" when there is no reason.

    Tries the compiler when nothing else decides.
    """
    facts = CompileFacts(
        windows=sys.platform == "win32",
        bfloat16=torch.bfloat16 in dtypes,
        disabled_by_environment=disabled_by_environment(),
        dynamo_supported=_dynamo_supported(),
        needs_compiler=options.needs_compiler,
    )
    decision = decide_compile(facts)
    if decision != "probe_first":
        return explain(decision)
    result = probe_compiler(device)
    reason = explain(decide_compile(replace(facts, compiler=result.state)))
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
