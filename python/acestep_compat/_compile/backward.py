"""Backward graphs: compiled when `backward()` first needs them, so that they fail there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch

from .failures import describe, out_of_memory
from .record import Record

InnerCompile = Callable[..., Any]


def guard_backward(inner_compile: InnerCompile, record: Record | None) -> InnerCompile:
    """Inductor's step from one traced graph to code; a backward graph that fails is interpreted.

    A forward graph's failure is the backend's to handle: nothing of it has run yet, so that the
    model's own code can. When the backward graph fails, the compiled forward has run, and only that
    graph fits to it.
    """

    def compile_or_interpret(
        graph: torch.fx.GraphModule, example_inputs: Sequence[Any], **settings: Any
    ) -> Any:
        if not settings.get("is_backward"):
            return inner_compile(graph, example_inputs, **settings)
        # Inductor's own passes rewrite the graph before they fail.
        interpreted = torch.fx.GraphModule(graph, _copy(graph.graph))
        try:
            return inner_compile(graph, example_inputs, **settings)
        except Exception as error:
            strict = record is None or record.on_failure == "raise"
            if strict or out_of_memory(error) is not None:
                raise
            assert record is not None
            record.fell_back(
                "the compiler failed on a backward graph, which runs uncompiled "
                f"({describe(error)})"
            )
            return _interpreter(interpreted)

    return compile_or_interpret


def _copy(graph: torch.fx.Graph) -> torch.fx.Graph:
    copied = torch.fx.Graph()
    output = copied.graph_copy(graph, {}, return_output_node=True)
    assert isinstance(output, tuple)
    copied.output(output[0])
    return copied


def _interpreter(graph: torch.fx.GraphModule) -> Callable[[list[Any]], Any]:
    def run(inputs: list[Any]) -> Any:
        arguments = list(inputs)
        inputs.clear()  # the boxed convention: the callee frees the inputs as soon as it can
        return graph(*arguments)

    run._boxed_call = True  # type: ignore[attr-defined]
    return run
