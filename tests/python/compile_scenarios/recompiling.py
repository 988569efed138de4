"""How often is compiled: for shapes, for equal blocks, and in several threads."""

import threading

import torch

from acestep_compat import safe_torch_compile
from compile_scenarios.models import Codec, Mlp, batch, fallback_warnings, guarded_mlp, status


def twelve_shapes_compile_two_graphs():
    model, plain = guarded_mlp(), Mlp()
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


def fullgraph_survives_the_recompile_limit():
    model, plain = guarded_mlp(fullgraph=True, dynamic=False), Mlp()
    texts = []
    for rows in range(2, 14):
        result, caught = fallback_warnings(lambda rows=rows: model(batch(rows)))
        assert torch.equal(result, plain(batch(rows)))
        texts += caught
    assert status(model).graphs == 8
    assert len(texts) == 1
    assert "recompile_limit" in texts[0]


def eight_threads_compile_once():
    model, plain = guarded_mlp(), Mlp()
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
    models = [guarded_mlp(), safe_torch_compile(Codec(), methods=("encode",), backend="eager")]
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
    # torch says of the whole process that it compiles: calls that the other thread made meanwhile ran as they are.
    for call in calls:
        call(batch())
    assert status(models[0]).graphs == status(models[1], "encode").graphs == 1
