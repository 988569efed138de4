"""The recursive filter that torchaudio's extension would supply; SciPy and torchaudio's own Python
loop as references.
"""

from __future__ import annotations

from collections.abc import Callable

Python = Callable[..., str]

BEGIN = """
import acestep_compat
acestep_compat.install()
import torch, scipy.signal
import torchaudio.functional.filtering as filtering
from acestep_compat._healing import lfilter
torch.manual_seed(0)
torch.set_num_threads(1)
x = torch.rand(2, 5000, dtype=torch.float64) - 0.5
a = torch.tensor([1.0, -1.6, 0.8], dtype=torch.float64)
b = torch.tensor([0.2, 0.1, 0.05], dtype=torch.float64)
"""


def test_it_equals_scipy_with_and_without_scipy(python: Python) -> None:
    # float64 throughout; they differ by the order of additions only, hence 1e-9 for outputs of
    # about 1.
    code = f"""{BEGIN}
reference = torch.from_numpy(scipy.signal.lfilter(b, a, x))
print((filtering.lfilter(x, a, b, clamp=False) - reference).abs().max() < 1e-9)
recursive = torch.from_numpy(scipy.signal.lfilter([1.0], a, x))
print((lfilter._block_filter(x, a) - recursive).abs().max() < 1e-9)
"""
    assert python(code) == "tensor(True)\ntensor(True)"


def test_it_has_a_filter_per_channel_as_torchaudios_loop_and_exact_gradients(
    python: Python,
) -> None:
    # Numbers as above. The gradients are compared with finite differences: torchaudio's loop has
    # none, since it writes over its input.
    code = f"""{BEGIN}
banks = torch.stack([a, torch.tensor([1.0, 0.5, 0.25], dtype=torch.float64)])
inputs = [value.requires_grad_() for value in (x[:, :6].clone(), banks, torch.stack([b, 2 * b]))]
def filtered(*inputs):
    return filtering.lfilter(*inputs, clamp=False)
print(filtering._lfilter_core_loop is lfilter.recursive_filter)
results = []
for has_scipy in (True, False):
    lfilter._has_scipy = lambda: has_scipy
    print(torch.autograd.gradcheck(filtered, inputs))
    results.append(filtered(*inputs))
filtering._lfilter_core_loop = filtering._lfilter_core_generic_loop
for result in results:
    torch.testing.assert_close(result, filtered(*inputs), rtol=0, atol=1e-9)
"""
    assert python(code) == "True\nTrue\nTrue"
