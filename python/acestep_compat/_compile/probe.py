"""Whether this machine's compiler works, found out by compiling something tiny.

Looking for g++ or importing triton proves nothing: the compiler may lack its headers, the driver
may not fit.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import torch

from .failures import causes, describe, out_of_memory

CompilerState = Literal["works", "no_cpp_compiler", "no_triton", "broken"]


@dataclass(frozen=True)
class ProbeResult:
    """What compiling a tiny graph for a device has shown.

    Attributes:
        state: whether the compiler works, or what is missing.
        detail: the compiler's own words, in one line; "" when it works.
        seconds: how long that took.
    """

    state: CompilerState
    detail: str
    seconds: float


_results: dict[str, ProbeResult] = {}
_lock = threading.Lock()


def probe_compiler(device: torch.device) -> ProbeResult:
    """Compiles a tiny graph for `device` and runs it; once per process and device, then remembered.

    Raises:
        MemoryError, torch.OutOfMemoryError: the machine is out of memory, which says nothing about
            its compiler and is not remembered.
    """
    key = str(device)
    with _lock:
        if key not in _results:
            start = time.perf_counter()
            state, detail = _try_compiler(device)
            _results[key] = ProbeResult(state, detail, time.perf_counter() - start)
        return _results[key]


def _try_compiler(device: torch.device) -> tuple[CompilerState, str]:
    try:
        with warnings.catch_warnings():
            # Importing Inductor emits warnings about its own dependencies.
            warnings.simplefilter("ignore")
            computed, expected = _compile_and_run(device)
    except Exception as error:
        memory = out_of_memory(error)
        if memory is not None:
            raise memory from error
        return _classify(error), describe(error)
    if computed == expected:
        return "works", ""
    return "broken", f"it computed {computed} instead of {expected}"


def _compile_and_run(device: torch.device) -> tuple[list[float], list[float]]:
    import torch._inductor.config as inductor_config
    from torch._dynamo.convert_frame import compile_lock
    from torch._inductor import compile as compile_graph
    from torch.utils._python_dispatch import _disable_current_modes

    # compile_lock: nobody else compiles into the folder that is about to vanish.
    with compile_lock, _disable_current_modes(), torch.no_grad():
        _find_vector_instructions(device)
        signal = torch.arange(4, dtype=torch.float32, device=device)
        settings = {"compile_threads": 1, "cpp_cache_precompile_headers": False}
        known = {name: value for name, value in settings.items() if hasattr(inductor_config, name)}
        with _empty_cache_folder(), inductor_config.patch(known):
            compiled: Any = compile_graph(_tiny_graph(), [signal])
            result = compiled(signal)
        # A graph has one output, but Inductor returns whatever structure the graph's output node
        # had.
        output = result[0] if isinstance(result, (tuple, list)) else result
        return output.tolist(), _expected(signal).tolist()


def _expected(signal: torch.Tensor) -> torch.Tensor:
    return signal * 0.4375 + 1.6875


def _tiny_graph() -> torch.fx.GraphModule:
    # Built by hand: torch.fx.symbolic_trace patches torch.nn.Module for all threads while it runs.
    # The factors are exact in binary and unlikely in a model, whose code in memory would then be
    # taken for this one's.
    graph = torch.fx.Graph()
    signal = graph.placeholder("signal")
    scaled = graph.call_function(torch.mul, (signal, 0.4375))
    graph.output((graph.call_function(torch.add, (scaled, 1.6875)),))
    return torch.fx.GraphModule(torch.nn.Module(), graph)


def _find_vector_instructions(device: torch.device) -> None:
    # Inductor tries out which vector instructions compile: six programs, 8 s in an empty folder.
    # They are looked up here in the user's own cache folder and are remembered in the process, for
    # the models to come as well.
    if device.type != "cpu":
        return
    with contextlib.suppress(ImportError):
        from torch._inductor.cpu_vec_isa import valid_vec_isa_list

        valid_vec_isa_list()


@contextlib.contextmanager
def _empty_cache_folder() -> Iterator[None]:
    # A cached program would hide that the compiler is gone. Not torch's own fresh_cache(): that
    # also drops what the process has compiled and loaded so far.
    names = ("TORCHINDUCTOR_CACHE_DIR", "TRITON_CACHE_DIR")
    before = {name: os.environ.get(name) for name in names}
    with tempfile.TemporaryDirectory(
        prefix="acestep_compat_", ignore_cleanup_errors=True
    ) as folder:
        try:
            os.environ["TORCHINDUCTOR_CACHE_DIR"] = folder
            os.environ["TRITON_CACHE_DIR"] = os.path.join(folder, "triton")
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value


def _classify(error: Exception) -> CompilerState:
    for cause in causes(error):
        name, text = type(cause).__name__, str(cause).lower()
        if name == "InvalidCxxCompiler" or "no working c++ compiler" in text:
            return "no_cpp_compiler"
        if name == "TritonMissing" or "working triton installation" in text:
            return "no_triton"
        if isinstance(cause, ImportError) and "triton" in text:
            return "no_triton"
    return "broken"
