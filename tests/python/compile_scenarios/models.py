"""Small models, and ways to look at what a guarded call did."""

import warnings
from collections.abc import Callable
from typing import Any

import torch

import acestep_compat


class Mlp(torch.nn.Module):
    """Two layers with submodules that hooks and LoRA layers are put on."""

    def __init__(self, width: int = 8, seed: int = 0) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self.first = torch.nn.Linear(width, width)
        self.second = torch.nn.Linear(width, width)
        self.scale = 1.0

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.second(torch.relu(self.first(x))) * self.scale


class Codec(torch.nn.Module):
    """As ACE-Step's autoencoder: used through encode and decode, never called itself."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.down = torch.nn.Linear(8, 4)
        self.up = torch.nn.Linear(4, 8)

    def encode(self, x: torch.Tensor) -> torch.Tensor:
        """Compresses."""
        return torch.tanh(self.down(x))

    def decode(self, z: torch.Tensor) -> torch.Tensor:
        return torch.sigmoid(self.up(z))


def guarded_mlp(**settings: Any) -> Mlp:
    """A guarded model without a compiler: the backend "eager" runs the traced graphs as they are."""
    return acestep_compat.safe_torch_compile(Mlp(), backend="eager", **settings)


def batch(rows: int = 4, width: int = 8) -> torch.Tensor:
    return torch.linspace(-1, 1, rows * width).reshape(rows, width)


def fallback_warnings(action: Callable[[], Any]) -> tuple[Any, list[str]]:
    """An action's result and the CompileFallbackWarnings that it gave."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = action()
    texts = [
        str(warning.message)
        for warning in caught
        if issubclass(warning.category, acestep_compat.CompileFallbackWarning)
    ]
    return result, texts


def status(model: Any, method: str = "forward") -> acestep_compat.CompileStatus:
    return acestep_compat.compile_status(model)[method]
