"""What changes between calls takes effect."""

import torch

from acestep_compat import safe_torch_compile
from compile_scenarios.models import Codec, Mlp, batch, guarded_mlp, status


def a_method_replaced_on_the_class_takes_effect():
    codec = safe_torch_compile(Codec(), methods=("encode",), backend="eager")
    codec.encode(batch())
    codec.encode = lambda x: x * 2
    assert torch.equal(codec.encode(batch()), batch() * 2)


def hooks_added_and_removed_between_calls_take_effect():
    model, plain = guarded_mlp(), Mlp()
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

    model, plain = guarded_mlp(), Mlp()
    assert torch.equal(model(batch()), plain(batch()))
    model.first, plain.first = Lora(model.first), Lora(plain.first)
    assert torch.equal(model(batch()), plain(batch()))


def replaced_forwards_weights_and_dtypes_take_effect():
    model, plain = guarded_mlp(), Mlp()
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
