"""Whether running a graph a second time could change its inputs twice."""

from __future__ import annotations

import operator

import torch

_IN_PLACE_OPERATORS = frozenset(
    {
        operator.setitem,
        operator.delitem,
        operator.iadd,
        operator.isub,
        operator.imul,
        operator.itruediv,
        operator.ifloordiv,
        operator.imod,
        operator.ipow,
        operator.imatmul,
        operator.iand,
        operator.ior,
        operator.ixor,
        operator.ilshift,
        operator.irshift,
    }
)


def may_mutate_inputs(graph: torch.fx.Graph) -> bool:
    """Whether some operation of a Dynamo graph might write into a tensor. When in doubt, yes."""
    return any(_may_mutate(node) for node in graph.nodes)


def _may_mutate(node: torch.fx.Node) -> bool:
    if node.op in ("placeholder", "get_attr", "output"):
        return False
    if node.op == "call_method":
        return str(node.target).endswith("_")  # torch's convention for methods that work in place
    if node.op != "call_function":
        return True
    if node.target in _IN_PLACE_OPERATORS or "out" in node.kwargs or node.kwargs.get("inplace"):
        return True
    schema = getattr(node.target, "_schema", None)
    if schema is not None:
        return bool(schema.is_mutable)
    if isinstance(node.target, torch._ops.HigherOrderOperator):
        return True
    name = getattr(node.target, "__name__", "")
    # Normalisation layers update their running statistics; in-place functions end like the methods.
    return name.endswith("_") or "norm" in name
