"""The compiler backend: what Inductor cannot compile runs as the graph's own eager code."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

import torch

from .decision import reason_not_to_compile
from .failures import describe, is_launch_failure, out_of_memory
from .mutation import may_mutate_inputs
from .options import CompileOptions
from .record import Record, active

GraphFunction = Callable[..., Any]


class GraphBackend:
    """Compiles the graphs that Dynamo finds.

    Dynamo reuses code between backends that are equal."""

    def __init__(self, options: CompileOptions) -> None:
        self.options = options
        self._compile: GraphFunction | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GraphBackend) and self.options == other.options

    def __hash__(self) -> int:
        return hash(type(self))

    def prepare(self) -> None:
        """Loads torch's compiler and checks its options.

        Raises:
            RuntimeError: torch knows no such mode or option, or not with such a value.
        """
        if self._compile is None:
            self._compile = _torch_compiler(self.options)

    def __call__(self, graph: torch.fx.GraphModule, example_inputs: Sequence[Any]) -> GraphFunction:
        record = active.record
        if record is None:  # torch's own tools may run a backend outside of any call
            record = Record("a graph", "silent")
        # The compiler owns the graph that it is given and rewrites it; ours has to stay what the
        # model said.
        eager = torch.fx.GraphModule(graph, copy.deepcopy(graph.graph))
        tensors = [value for value in example_inputs if isinstance(value, torch.Tensor)]
        for device in {tensor.device for tensor in tensors}:
            reason = reason_not_to_compile(
                self.options, device, {tensor.dtype for tensor in tensors}
            )
            if reason:
                if record.on_failure == "raise":
                    raise RuntimeError(reason)
                record.fell_back(reason)
                return eager.forward
        try:
            self.prepare()
            assert self._compile is not None
            compiled = self._compile(graph, example_inputs)
        except Exception as error:
            if record.on_failure == "raise" or out_of_memory(error) is not None:
                raise
            record.fell_back(
                f"the compiler failed on a graph, which runs uncompiled ({describe(error)})"
            )
            return eager.forward
        record.compiled_graph()
        return _CompiledGraph(compiled, eager, record)


class _CompiledGraph:
    """A compiled graph that changes over to its eager code when its kernels cannot be launched."""

    def __init__(
        self, compiled: GraphFunction, eager: torch.fx.GraphModule, record: Record
    ) -> None:
        self._run = compiled
        self._eager = eager
        self._record = record

    def __call__(self, *args: Any) -> Any:
        try:
            return self._run(*args)
        except Exception as error:
            if (
                self._run == self._eager.forward
                or self._record.on_failure == "raise"
                or not is_launch_failure(error)
                or out_of_memory(error) is not None
            ):
                raise
            self._run = self._eager.forward
            self._record.fell_back(
                "running a compiled graph failed, it runs uncompiled from now on "
                f"({describe(error)})"
            )
            if may_mutate_inputs(self._eager.graph):
                # A second run would apply its changes to the inputs twice.
                raise
        return self._run(*args)


def _torch_compiler(options: CompileOptions) -> GraphFunction:
    # The very objects that torch.compile makes from the same arguments.
    settings = dict(options.inductor_options) or None
    if options.backend != "inductor":
        wrapper: Any = torch._TorchCompileWrapper
        compiler: GraphFunction = wrapper(options.backend, options.mode, settings, options.dynamic)
        return compiler
    from torch._inductor import compile_fx as compile_fx_module

    from .backward import guard_backward

    inductor: Any = compile_fx_module
    inductor_wrapper: Any = torch._TorchCompileInductorWrapper
    config = inductor_wrapper(options.mode, settings, options.dynamic).config

    def compile_graph(graph: torch.fx.GraphModule, example_inputs: Sequence[Any]) -> Any:
        return inductor.compile_fx(
            graph,
            example_inputs,
            inner_compile=guard_backward(inductor.compile_fx_inner, active.record),
            config_patches=config,
        )

    return compile_graph
