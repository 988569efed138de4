"""``torch.compile`` that never breaks a model and never changes what it computes.

=================  ====================================================================
``api``            `safe_torch_compile`: the checks of its arguments, and who is guarded
``module_guard``   what is put onto a module, and how it is kept out of copies and pickles
``checkpoint``     loading what torch.compile's own wrapper has saved
``trampoline``     what of a module Dynamo is to trace
``method_guard``   one guarded callable: what happens at each call
``decision``       whether to compile here at all, before anything is traced
``probe``          whether this machine's compiler works
``dynamo``         Dynamo's callback per frame: what it cannot compile runs as it is
``answers``        what that callback may answer
``backend``        the compiler backend per graph: what fails runs as the graph's own eager code
``backward``       the same for backward graphs
``mutation``       whether a graph may run a second time
``failures``       which exceptions mean what
``record``         what happened, per guarded callable
``status``         `compile_status`
=================  ====================================================================
"""

from .api import safe_torch_compile
from .record import CompileFallbackWarning, CompileStatus
from .status import compile_status

__all__ = ["CompileFallbackWarning", "CompileStatus", "compile_status", "safe_torch_compile"]
