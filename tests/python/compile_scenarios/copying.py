"""Copies, checkpoints and exports of a guarded module."""

import copy
import io
import pickle

import torch

from acestep_compat import compile_status, safe_torch_compile
from compile_scenarios.models import Codec, Mlp, batch, guarded_mlp


def copies_and_pickles_are_plain_modules():
    for model, call in (
        (guarded_mlp(), lambda module: module(batch())),
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
    model = guarded_mlp()
    assert any("_orig_mod." in key for key in wrapped.state_dict())
    model.load_state_dict(wrapped.state_dict())
    assert torch.equal(model(batch()), Mlp(seed=1)(batch()))
    Mlp().load_state_dict(model.state_dict())
    parent = torch.nn.ModuleDict({"child": guarded_mlp()})
    parent.load_state_dict({f"child.{key}": value for key, value in wrapped.state_dict().items()})
    assert torch.equal(parent["child"](batch()), Mlp(seed=1)(batch()))
    missing = model.load_state_dict({"_orig_mod.unknown": torch.ones(1)}, strict=False)
    assert missing.unexpected_keys == ["unknown"]


def guarded_modules_are_exported_and_traced():
    for called in (False, True):
        model = guarded_mlp()
        if called:
            model(batch())
        exported = torch.export.export(model, (batch(),))
        assert torch.equal(exported.module()(batch()), Mlp()(batch()))
        traced = torch.jit.trace(model, (batch(),), check_trace=False)
        assert torch.equal(traced(batch()), Mlp()(batch()))
        assert torch.equal(torch.fx.symbolic_trace(Mlp())(batch()), model(batch()))
