"""What a guard is: in place, on methods and functions too, and beside other users of torch.compile."""

import torch

from acestep_compat import compile_status, safe_torch_compile
from compile_scenarios.models import Codec, Mlp, batch, guarded_mlp, status


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
    model = guarded_mlp()
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


def other_users_of_torch_compile_are_left_alone():
    settings = torch._dynamo.config
    before = (settings.skip_nnmodule_hook_guards, settings.recompile_limit)
    model, other = guarded_mlp(), torch.compile(Mlp(seed=1), backend="eager")
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
