"""What Dynamo does, without a compiler: the backend "eager" runs the traced graphs as they are."""

import copy
import io
import pickle
import threading

import torch

from acestep_compat import compile_status, safe_torch_compile
from compile_scenarios.models import Codec, Mlp, batch, fallback_warnings, status


def _guarded(**settings):
    return safe_torch_compile(Mlp(), backend="eager", **settings)


def a_module_is_guarded_in_place():
    model, plain = Mlp(), Mlp()
    keys, attributes = list(model.state_dict()), set(dir(model))
    assert safe_torch_compile(model, backend="eager") is model
    assert type(model) is Mlp
    assert list(model.state_dict()) == keys
    assert attributes <= set(dir(model))
    assert status(model).state == "pending"
    assert torch.equal(model(batch()), plain(batch()))
    assert (status(model).state, status(model).graphs) == ("compiled", 1)
    assert status(model).seconds > 0
    safe_torch_compile(model, enable_compile=False)
    assert compile_status(model) == {}
    assert set(vars(model)) == set(vars(plain))


def compiling_twice_with_the_same_options_compiles_once():
    model = _guarded()
    model(batch())
    safe_torch_compile(model, backend="eager")
    model(batch())
    assert status(model).graphs == 1
    safe_torch_compile(model, backend="aot_eager")
    model(batch())
    assert status(model).graphs == 1
    safe_torch_compile(model, backend="aot_eager", methods=("forward",), dynamic=True)
    assert status(model).state == "pending"


def methods_are_compiled_and_the_call_is_left_alone():
    codec, plain = (
        safe_torch_compile(Codec(), methods=("encode", "decode"), backend="eager"),
        Codec(),
    )
    x = batch()
    assert torch.equal(codec.decode(codec.encode(x)), plain.decode(plain.encode(x)))
    found = compile_status(codec)
    assert {name: found[name].graphs for name in found} == {"encode": 1, "decode": 1}
    assert codec.encode.__doc__ == "Compresses."
    assert list(codec.state_dict()) == list(plain.state_dict())


def a_method_replaced_on_the_class_takes_effect():
    codec = safe_torch_compile(Codec(), methods=("encode",), backend="eager")
    codec.encode(batch())
    codec.encode = lambda x: x * 2
    assert torch.equal(codec.encode(batch()), batch() * 2)


def hooks_added_and_removed_between_calls_take_effect():
    model, plain = _guarded(), Mlp()
    x, tau = batch(), 0.01
    for step in range(12):
        if step % 2:
            hooks = [
                module.first.register_forward_hook(lambda module, args, output: output * tau)
                for module in (model, plain)
            ]
        assert torch.equal(model(x), plain(x)), step
        if step % 2:
            for hook in hooks:
                hook.remove()
    assert status(model).graphs == 2
    hooks = [module.register_forward_hook(lambda *args: args[-1] + 1) for module in (model, plain)]
    assert torch.equal(model(x), plain(x))


def lora_layers_added_after_compiling_take_effect():
    class Lora(torch.nn.Module):
        def __init__(self, base):
            super().__init__()
            torch.manual_seed(1)
            self.base, self.down, self.up = base, torch.nn.Linear(8, 2), torch.nn.Linear(2, 8)

        def forward(self, x):
            return self.base(x) + self.up(self.down(x))

    model, plain = _guarded(), Mlp()
    assert torch.equal(model(batch()), plain(batch()))
    model.first, plain.first = Lora(model.first), Lora(plain.first)
    assert torch.equal(model(batch()), plain(batch()))


def replaced_forwards_weights_and_dtypes_take_effect():
    model, plain = _guarded(), Mlp()
    other = Mlp(seed=1)
    x = batch()
    assert torch.equal(model(x), plain(x))
    for module in (model, plain):
        module.load_state_dict(other.state_dict(), assign=True)
    assert torch.equal(model(x), other(x))
    for module in (model, plain):
        module.to(torch.float64)
    assert model(x.double()).dtype == torch.float64
    assert torch.equal(model(x.double()), plain(x.double()))
    model.second.forward = plain.second.forward = lambda y: y - 1
    assert torch.equal(model(x.double()), plain(x.double()))
    model.forward = plain.forward = lambda y: y + 3
    assert torch.equal(model(x), plain(x))
    model.scale = plain.scale = 2.0
    del model.forward, plain.forward
    assert torch.equal(model(x.double()), plain(x.double()))


def twelve_shapes_compile_two_graphs():
    model, plain = _guarded(), Mlp()
    for rows in range(2, 14):
        assert torch.equal(model(batch(rows)), plain(batch(rows)))
    assert (status(model).graphs, status(model).eager_calls) == (2, 0)


def identical_blocks_share_one_compilation():
    blocks = [safe_torch_compile(Mlp(seed=seed), backend="eager") for seed in range(6)]
    for seed, block in enumerate(blocks):
        assert torch.equal(block(batch()), Mlp(seed=seed)(batch()))
    assert [status(block).graphs for block in blocks] == [1, 0, 0, 0, 0, 0]
    assert {status(block).state for block in blocks} == {"compiled"}


def calls_beyond_the_recompile_limit_are_counted_and_reported():
    class Block(Mlp):
        def __init__(self, index):
            super().__init__()
            self.index = index

        def forward(self, x):
            return super().forward(x) * self.index

    blocks = [
        safe_torch_compile(Block(index), backend="eager", dynamic=False) for index in range(14)
    ]
    x = batch()
    texts = []
    for block in blocks * 2:
        result, caught = fallback_warnings(lambda block=block: block(x))
        assert torch.equal(result, Block(block.index)(x))
        texts += caught
    compiled = [status(block).graphs for block in blocks]
    assert compiled == [1] * 8 + [0] * 6, compiled
    assert [status(block).eager_calls for block in blocks] == [0] * 8 + [2] * 6
    assert {status(block).state for block in blocks[8:]} == {"failed"}
    assert len(texts) == 6
    assert "recompile_limit" in texts[0]
    # Another user of torch.compile on that class has its own count.
    used = []
    other = torch.compile(Block(99), backend=lambda graph, inputs: used.append(1) or graph.forward)
    other(x)
    assert used


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


def fullgraph_survives_the_recompile_limit():
    model, plain = _guarded(fullgraph=True, dynamic=False), Mlp()
    texts = []
    for rows in range(2, 14):
        result, caught = fallback_warnings(lambda rows=rows: model(batch(rows)))
        assert torch.equal(result, plain(batch(rows)))
        texts += caught
    assert status(model).graphs == 8
    assert len(texts) == 1
    assert "recompile_limit" in texts[0]


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
    model = _guarded()
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


def prints_and_counters_happen_once(capture=None):
    import contextlib

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


def eight_threads_compile_once():
    model, plain = _guarded(), Mlp()
    barrier, results = threading.Barrier(8), []

    def run():
        barrier.wait()
        results.append(model(batch()))

    threads = [threading.Thread(target=run) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert all(torch.equal(result, plain(batch())) for result in results)
    assert status(model).graphs == 1
    assert status(model).reason == ""


def two_models_in_two_threads_each_compile_once():
    models = [_guarded(), safe_torch_compile(Codec(), methods=("encode",), backend="eager")]
    expected = [Mlp()(batch()), Codec().encode(batch())]
    calls = [models[0], models[1].encode]
    barrier, wrong = threading.Barrier(2), []

    def run(index):
        barrier.wait()
        for _ in range(8):
            if not torch.equal(calls[index](batch()), expected[index]):
                wrong.append(index)

    threads = [threading.Thread(target=run, args=(index,)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert status(models[0]).graphs == status(models[1], "encode").graphs == 1


def copies_and_pickles_are_plain_modules():
    for model, call in (
        (_guarded(), lambda module: module(batch())),
        (
            safe_torch_compile(Codec(), methods=("encode", "decode"), backend="eager"),
            lambda module: module.encode(batch()),
        ),
    ):
        call(model)
        file = io.BytesIO()
        torch.save(model, file)
        file.seek(0)
        made = {
            "deepcopy": copy.deepcopy(model),
            "copy": copy.copy(model),
            "pickle": pickle.loads(pickle.dumps(model)),
            "torch.save": torch.load(file, weights_only=False),
            "replica": model._replicate_for_data_parallel(),
        }
        for name, other in made.items():
            assert compile_status(other) == {}, name
            if name != "replica":
                assert torch.equal(call(other), call(model)), name
                assert other.__getstate__.__self__ is other, name
        deep = made["deepcopy"]
        with torch.no_grad():
            for parameter in deep.parameters():
                parameter.zero_()
        assert not torch.equal(call(deep), call(model))
        safe_torch_compile(deep, backend="eager", methods=tuple(compile_status(model)))
        call(deep)
        assert next(iter(compile_status(model).values())).state == "compiled"


def checkpoints_load_both_ways():
    wrapped = torch.compile(Mlp(seed=1), backend="eager")
    model = _guarded()
    assert any("_orig_mod." in key for key in wrapped.state_dict())
    model.load_state_dict(wrapped.state_dict())
    assert torch.equal(model(batch()), Mlp(seed=1)(batch()))
    Mlp().load_state_dict(model.state_dict())
    parent = torch.nn.ModuleDict({"child": _guarded()})
    parent.load_state_dict({f"child.{key}": value for key, value in wrapped.state_dict().items()})
    assert torch.equal(parent["child"](batch()), Mlp(seed=1)(batch()))
    missing = model.load_state_dict({"_orig_mod.unknown": torch.ones(1)}, strict=False)
    assert missing.unexpected_keys == ["unknown"]


def guarded_modules_are_exported_and_traced():
    for called in (False, True):
        model = _guarded()
        if called:
            model(batch())
        exported = torch.export.export(model, (batch(),))
        assert torch.equal(exported.module()(batch()), Mlp()(batch()))
        traced = torch.jit.trace(model, (batch(),), check_trace=False)
        assert torch.equal(traced(batch()), Mlp()(batch()))
        assert torch.equal(torch.fx.symbolic_trace(Mlp())(batch()), model(batch()))


def nested_guards_work():
    class Outer(torch.nn.Module):
        def __init__(self, guard):
            super().__init__()
            self.blocks = torch.nn.ModuleList(
                safe_torch_compile(Mlp(seed=seed), backend="eager") if guard else Mlp(seed=seed)
                for seed in range(2)
            )
            self.codec = Codec()
            if guard:
                safe_torch_compile(self.codec, methods=("encode",), backend="eager")

        def forward(self, x):
            for block in self.blocks:
                x = block(x)
            return self.codec.encode(x)

    model, plain = safe_torch_compile(Outer(True), backend="eager"), Outer(False)
    assert torch.equal(model(batch()), plain(batch()))
    hooks = [m.blocks[1].register_forward_hook(lambda *args: args[-1] * 2) for m in (model, plain)]
    assert torch.equal(model(batch()), plain(batch()))
    for hook in hooks:
        hook.remove()
    assert torch.equal(model(batch()), plain(batch()))
    found = compile_status(model)
    assert set(found) == {"forward", "blocks.0.forward", "blocks.1.forward", "codec.encode"}
    assert (found["forward"].state, found["forward"].reason) == ("compiled", ""), found
    assert torch.equal(model.blocks[0](batch()), plain.blocks[0](batch()))


def functions_are_wrapped():
    def double(x: torch.Tensor) -> torch.Tensor:
        """Doubles."""
        return x * 2

    guarded = safe_torch_compile(double, backend="eager")
    assert (guarded.__name__, guarded.__doc__, guarded.__wrapped__) == (
        "double",
        "Doubles.",
        double,
    )
    assert torch.equal(guarded(batch()), batch() * 2)
    assert compile_status(guarded)["double"].graphs == 1
    assert safe_torch_compile(guarded, backend="eager") is guarded
    assert safe_torch_compile(double, enable_compile=False) is double
    inner = safe_torch_compile(lambda x: guarded(x) + 1, backend="eager", fullgraph=True)
    assert torch.equal(inner(batch()), batch() * 2 + 1)

    class Callable:
        def __call__(self, x):
            return x + 1

    called = safe_torch_compile(Callable(), backend="eager")
    assert torch.equal(called(batch()), batch() + 1)
    assert compile_status(called)["call"].graphs == 1, compile_status(called)


def torchs_own_modules_compile_too():
    kinds = [
        torch.nn.Sequential(torch.nn.Linear(8, 8), torch.nn.ReLU()),
        torch.nn.Linear(8, 8),
        torch.nn.LayerNorm(8),
    ]
    for kind in kinds:
        expected = kind(batch())
        safe_torch_compile(kind, backend="eager")
        assert torch.equal(kind(batch()), expected)
        assert status(kind).graphs == 1, kind


def other_users_of_torch_compile_are_left_alone():
    settings = torch._dynamo.config
    before = (settings.skip_nnmodule_hook_guards, settings.recompile_limit)
    model, other = _guarded(), torch.compile(Mlp(seed=1), backend="eager")
    seen = []
    hook = model.first.register_forward_hook(
        lambda *args: seen.append(settings.skip_nnmodule_hook_guards)
    )
    model(batch())
    other(batch())
    hook.remove()
    assert torch.equal(other(batch()), Mlp(seed=1)(batch()))
    assert (settings.skip_nnmodule_hook_guards, settings.recompile_limit) == before


def wrong_arguments_are_named():
    wrong = [
        (TypeError, "model must be", lambda: safe_torch_compile(None)),
        (TypeError, "model must be", lambda: safe_torch_compile(3)),
        (TypeError, "a class", lambda: safe_torch_compile(Mlp)),
        (ValueError, "no method 'encod'", lambda: safe_torch_compile(Codec(), methods=("encod",))),
        (TypeError, "methods must be names", lambda: safe_torch_compile(Codec(), methods=(3,))),
        (ValueError, "at least one", lambda: safe_torch_compile(Codec(), methods=())),
        (ValueError, "on_failure", lambda: safe_torch_compile(Mlp(), on_failure="ignore")),
        (ValueError, "exclude", lambda: safe_torch_compile(Mlp(), mode="default", options={})),
        (TypeError, "backend", lambda: safe_torch_compile(Mlp(), backend=3)),
        (ValueError, "mode", lambda: safe_torch_compile(Mlp(), mode="fast")),
        (
            ValueError,
            "max_autotun",
            lambda: safe_torch_compile(Mlp(), options={"max_autotun": True}),
        ),
        (ValueError, "backend", lambda: safe_torch_compile(Mlp(), backend="inducter")),
    ]
    for kind, text, action in wrong:
        try:
            action()
        except kind as error:
            assert text in str(error), error
        else:
            raise AssertionError(text)
