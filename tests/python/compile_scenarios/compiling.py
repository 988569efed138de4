"""What the compiler does: Inductor works, is missing, or fails in the middle."""

import copy
import os

import torch

from acestep_compat import safe_torch_compile
from compile_scenarios.models import Mlp, batch, fallback_warnings, status


class _Counts(Mlp):
    """Has side effects that a second run of a call would repeat."""

    def __init__(self):
        super().__init__()
        self.calls = 0
        self.register_buffer("steps", torch.zeros(()))

    def forward(self, x):
        self.calls += 1
        self.steps += 1
        return super().forward(x)


def _falls_back(model, *texts, calls=3, state="eager"):
    """Calls a model that cannot be compiled: equal to eager, bit for bit, and one warning."""
    plain, caught = copy.deepcopy(model), []
    for rows in range(2, 2 + calls):
        result, warned = fallback_warnings(lambda rows=rows: model(batch(rows)))
        caught += warned
        assert torch.equal(result, plain(batch(rows)))
    if isinstance(model, _Counts):
        assert (model.calls, model.steps.item()) == (calls, calls)
    assert len(caught) == 1, caught
    for text in texts:
        assert text in caught[0], caught[0]
    assert (status(model).state, status(model).graphs) == (state, 0)
    return caught[0]


def _traced_frames():
    counters = torch._dynamo.utils.counters
    return sum(counters["frames"].values())


def inductor_compiles_and_hooks_still_take_effect():
    model, plain = safe_torch_compile(_Counts()), _Counts()
    for _ in range(2):
        _, caught = fallback_warnings(lambda: model(batch()))
        plain(batch())
        assert not caught
    assert status(model).state == "compiled"
    assert (model.calls, model.steps.item()) == (2, 2)
    torch.testing.assert_close(model(batch()), plain(batch()))
    hooks = [m.first.register_forward_hook(lambda *args: args[-1] * 0.1) for m in (model, plain)]
    torch.testing.assert_close(model(batch()), plain(batch()))
    for hook in hooks:
        hook.remove()
    torch.testing.assert_close(model(batch()), plain(batch()))
    assert status(model).reason == ""


def training_compiles_forward_and_backward():
    model, plain = safe_torch_compile(Mlp()), Mlp()
    for module in (model, plain):
        module(batch()).square().sum().backward()
    for ours, theirs in zip(model.parameters(), plain.parameters(), strict=True):
        torch.testing.assert_close(ours.grad, theirs.grad)
    assert status(model).reason == ""


def a_backward_graph_that_fails_is_interpreted():
    from torch._inductor import compile_fx

    works = compile_fx.compile_fx_inner

    def fails_backward(graph, inputs, **settings):
        if settings.get("is_backward"):
            raise RuntimeError("no backward today")
        return works(graph, inputs, **settings)

    compile_fx.compile_fx_inner = fails_backward
    # A width of its own: Inductor's cache must not know this graph from another scenario.
    model, plain, x = safe_torch_compile(Mlp(width=6)), Mlp(width=6), batch(width=6)
    plain(x).square().sum().backward()
    loss, texts = fallback_warnings(lambda: model(x).square().sum())
    loss.backward()
    for ours, theirs in zip(model.parameters(), plain.parameters(), strict=True):
        torch.testing.assert_close(ours.grad, theirs.grad)
    _, later = fallback_warnings(lambda: model(x))
    assert len(texts + later) == 1
    assert "no backward today" in status(model).reason


def without_a_compiler_nothing_is_traced():
    text = _falls_back(safe_torch_compile(_Counts()), "no C++ compiler was found", "install g++")
    assert text.startswith("_Counts.forward falls back to ordinary PyTorch")
    assert _traced_frames() == 0
    first = status(safe_torch_compile(Mlp(), on_failure="silent"))
    assert first.state == "pending"
    strict = safe_torch_compile(Mlp(), on_failure="raise")
    try:
        strict(batch())
    except RuntimeError as error:
        assert "no C++ compiler" in str(error)
    else:
        raise AssertionError("on_failure='raise' did not raise")


def a_compiler_that_fails_is_found_out_before_anything_is_traced():
    _falls_back(safe_torch_compile(_Counts()), "does not compile a trivial program")
    assert _traced_frames() == 0


def a_disk_cache_does_not_hide_that_the_compiler_is_gone():
    model = safe_torch_compile(Mlp())
    if os.environ["PATH"]:  # the first of two runs fills the cache
        model(batch())
        assert status(model).state == "compiled"
    else:
        _falls_back(model, "no C++ compiler was found", calls=1)


def missing_triton_is_found_out_before_anything_is_traced():
    import torch._inductor.config

    # CPU code through Triton: the wheel has none, so that Inductor says what it says for a GPU.
    torch._inductor.config.cpu_backend = "triton"
    _falls_back(safe_torch_compile(_Counts()), "install triton")
    assert _traced_frames() == 0


def missing_triton_falls_back_per_graph_when_an_option_asks_for_it():
    model = safe_torch_compile(_Counts(), options={"cpu_backend": "triton"})
    _falls_back(model, "the compiler failed on a graph", state="failed")


def inductor_broken_later_falls_back_bit_for_bit():
    from torch._inductor import compile_fx

    def broken(*args, **kwargs):
        raise AssertionError("lowering: unexpected node")

    works = safe_torch_compile(Mlp())
    works(batch())
    compile_fx.compile_fx_inner = broken
    _falls_back(safe_torch_compile(_Counts()), "unexpected node", state="failed")
    assert status(works).state == "compiled"
    strict = safe_torch_compile(_Counts(), on_failure="raise")
    try:
        strict(batch())
    except torch._dynamo.exc.TorchDynamoException as error:
        assert "unexpected node" in str(error)
    else:
        raise AssertionError("on_failure='raise' did not raise")


def code_that_cannot_be_launched_falls_back_in_that_very_call():
    from torch._inductor import compile_fx

    def unlaunchable(graph, inputs, **settings):
        def launch(*args):
            raise OverflowError("Python int too large to convert to C long")

        return launch

    safe_torch_compile(torch.sin)(batch())  # the compiler has been tried out and works
    compile_fx.compile_fx = unlaunchable
    model, plain = safe_torch_compile(Mlp()), Mlp()
    result, texts = fallback_warnings(lambda: model(batch()))
    assert torch.equal(result, plain(batch()))
    assert len(texts) == 1
    assert "running a compiled graph failed" in texts[0]


def index_errors_stay_the_models_own():
    class Looks(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.table = torch.nn.Embedding(4, 8)

        def forward(self, index):
            return self.table(index) * 2

    model = safe_torch_compile(Looks())
    for index in (1, 9, 2):
        try:
            result, texts = fallback_warnings(lambda index=index: model(torch.tensor([index])))
        except (IndexError, RuntimeError) as error:
            assert index == 9
            assert "out of" in str(error)
        else:
            torch.testing.assert_close(result, model.table.weight[index : index + 1] * 2)
            assert not texts
    assert status(model).reason == ""


def switched_off_by_the_environment_is_silent():
    model = safe_torch_compile(Mlp())
    result, texts = fallback_warnings(lambda: model(batch()))
    assert torch.equal(result, Mlp()(batch()))
    assert not texts
    assert status(model).state == "eager"
    assert "TORCHDYNAMO_DISABLE" in status(model).reason


def bfloat16_on_windows_runs_uncompiled():
    import sys

    import torch._dynamo

    sys.platform = "win32"
    model = safe_torch_compile(Mlp().bfloat16())
    result, texts = fallback_warnings(lambda: model(batch().bfloat16()))
    assert torch.equal(result, Mlp().bfloat16()(batch().bfloat16()))
    assert len(texts) == 1
    assert "Windows" in texts[0]
    sys.platform = "linux"
    model.to(torch.float32)  # what the decision was about has changed
    model(batch())
    assert (status(model).state, status(model).reason) == ("compiled", "")


def the_warning_points_at_the_programs_own_line():
    import warnings

    model = safe_torch_compile(Mlp())
    function = safe_torch_compile(lambda x: x + 1)
    for call in (model, function):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            call(batch())
        assert [warning.filename for warning in caught] == [__file__]


def meta_modules_wait_for_their_weights():
    with torch.device("meta"):
        model = Mlp()
    safe_torch_compile(model, backend="eager")
    assert model(batch().to("meta")).shape == (4, 8)
    assert status(model).state == "pending"
    model.to_empty(device="cpu").load_state_dict(Mlp().state_dict())
    assert torch.equal(model(batch()), Mlp()(batch()))
    assert status(model).state == "compiled"
