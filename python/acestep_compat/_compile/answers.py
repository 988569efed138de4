"""What Dynamo's callback may answer, in the words of the torch that is installed."""

from __future__ import annotations

from types import CodeType
from typing import Any


def name_of(code: CodeType) -> str:
    """A function as a user finds it: name and place."""
    return (
        f"{getattr(code, 'co_qualname', code.co_name)} ({code.co_filename}:{code.co_firstlineno})"
    )


def has_code(result: Any) -> bool:
    """Whether Dynamo's answer carries compiled code."""
    return result is not None and getattr(result, "guarded_code", result) is not None


def is_recompile_limit(result: Any) -> bool:
    """Whether Dynamo's answer is: run what is compiled, compile nothing more."""
    strategy = getattr(result, "frame_exec_strategy", None)
    if strategy is None:
        return False
    import torch._dynamo.types

    types: Any = torch._dynamo.types
    return bool(strategy.cur_action == types.FrameAction.RUN_ONLY)


def versions_of(code: CodeType) -> int:
    """How many compiled versions of a code object Dynamo holds."""
    from torch._dynamo.eval_frame import _debug_get_cache_entry_list

    return len(_debug_get_cache_entry_list(code))


def run_this_time(recursive: bool) -> Any:
    """An answer to Dynamo: run this frame as it is, and, if `recursive`, what it calls too.

    Before torch 2.7 the only way is to have Dynamo never compile the code again.
    """
    import torch._dynamo.types

    types: Any = torch._dynamo.types
    if not hasattr(types, "ConvertFrameReturn"):
        return None
    strategy = types.FrameExecStrategy(
        types.FrameAction.SKIP, types.FrameAction.SKIP if recursive else types.FrameAction.DEFAULT
    )
    return types.ConvertFrameReturn(frame_exec_strategy=strategy, apply_to_code=False)
