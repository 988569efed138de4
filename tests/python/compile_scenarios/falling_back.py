"""What cannot be traced, and what the model itself raises."""

import contextlib
import io

import torch

from acestep_compat import safe_torch_compile
from compile_scenarios.models import Mlp, batch, fallback_warnings, guarded_mlp, status


def a_graph_break_falls_back_for_its_frame_only():
    class Breaks(Mlp):
        def forward(self, x):
            y = super().forward(x)
            torch._dynamo.graph_break()
            return y + 1

    model = safe_torch_compile(Breaks(), backend="eager")
    result, texts = fallback_warnings(lambda: model(batch()))
    assert torch.equal(result, Breaks()(batch()))
    assert not texts
    assert status(model).graphs == 2


def a_failure_after_a_graph_break_does_not_restart_the_call():
    calls = []

    class Fails(Mlp):
        def forward(self, x):
            y = super().forward(x)
            calls.append("before")
            torch._dynamo.graph_break()
            return y.sin() + torch.ones(())

    def backend(graph, inputs):
        if "sin" in graph.code:
            raise ValueError("this backend knows no sine")
        return graph.forward

    model = safe_torch_compile(Fails(), backend=backend)
    result, texts = fallback_warnings(lambda: model(batch()))
    assert torch.equal(result, Fails()(batch()))
    assert calls == ["before", "before"]  # once each: guarded and plain
    assert len(texts) == 1
    assert "this backend knows no sine" in texts[0]
    assert status(model).graphs == 1
    assert "knows no sine" in status(model).reason


def fullgraph_turns_a_graph_break_into_one_warning():
    counted = []

    class Breaks(Mlp):
        def forward(self, x):
            counted.append(1)
            torch._dynamo.graph_break()
            return super().forward(x)

    model = safe_torch_compile(Breaks(), backend="eager", fullgraph=True)
    texts = []
    for _ in range(3):
        result, caught = fallback_warnings(lambda: model(batch()))
        texts += caught
    assert len(counted) == 3
    assert torch.equal(result, Breaks()(batch()))
    assert len(texts) == 1
    assert "fullgraph=True" in texts[0]
    assert status(model).state == "failed"
    strict = safe_torch_compile(Breaks(), backend="eager", fullgraph=True, on_failure="raise")
    try:
        strict(batch())
    except torch._dynamo.exc.Unsupported:
        return
    raise AssertionError("on_failure='raise' did not raise")


def the_models_own_exception_is_raised_once_and_forgotten():
    counted = []

    class Raises(Mlp):
        def forward(self, x, step=0):
            counted.append(step)
            if step == 3:
                raise ValueError(f"step {step} is not allowed")
            return super().forward(x)

    for settings in ({}, {"fullgraph": True}):
        counted.clear()
        model = safe_torch_compile(Raises(), backend="eager", **settings)
        for step in range(5):
            try:
                result, texts = fallback_warnings(lambda step=step: model(batch(), step))
            except ValueError as error:
                assert (step, str(error)) == (3, "step 3 is not allowed")
            else:
                assert torch.equal(result, Mlp()(batch())), step
        assert counted == [0, 1, 2, 3, 4]
    model = guarded_mlp()
    for width in (5, 8):  # a wrong shape is the caller's error, and does not cost the compilation
        try:
            model(batch(width=width))
        except RuntimeError as error:
            assert width == 5
            assert "mat1 and mat2" in str(error)
    assert (status(model).state, status(model).reason) == ("compiled", "")


def keyboard_interrupt_and_lack_of_memory_pass_through():
    def interrupted(graph, inputs):
        raise KeyboardInterrupt

    def out_of_memory(graph, inputs):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")

    for backend, expected in (
        (interrupted, KeyboardInterrupt),
        (out_of_memory, torch.OutOfMemoryError),
    ):
        model = safe_torch_compile(Mlp(), backend=backend)
        try:
            model(batch())
        except expected:
            continue
        raise AssertionError(expected)


def prints_and_counters_happen_once():
    class Talks(Mlp):
        calls = 0

        def forward(self, x):
            self.calls += 1
            print(f"call {self.calls}")
            return super().forward(x)

    model = safe_torch_compile(Talks(), backend="eager")
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        for _ in range(4):
            model(batch())
    assert model.calls == 4
    assert output.getvalue().splitlines() == [f"call {index}" for index in range(1, 5)]
