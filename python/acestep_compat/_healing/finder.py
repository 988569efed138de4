"""The import hook: patches modules right after they are executed, and finds the stand-in for a
missing torchcodec.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.metadata
import sys
from collections.abc import Callable, Iterable, Sequence
from types import ModuleType
from typing import Any

from . import callers, extension, torchaudio, torchcodec

AFTER_IMPORT: dict[str, Callable[[ModuleType], None]] = {
    **extension.PATCHES,
    **torchaudio.PATCHES,
    **callers.PATCHES,
}


def find_by_others(
    name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
) -> importlib.machinery.ModuleSpec | None:
    """The spec that the other finders give."""
    for finder in sys.meta_path:
        if not isinstance(finder, HealingFinder) and hasattr(finder, "find_spec"):
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                return spec
    return None


class PatchingLoader(importlib.abc.Loader):
    """Loads with the real loader, then patches; the module keeps the real loader."""

    def __init__(self, real: Any, patch: Callable[[ModuleType], None]) -> None:
        self.real = real
        self.patch = patch

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self.real.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self.real
        if module.__spec__ is not None:
            module.__spec__.loader = self.real
        self.real.exec_module(module)
        self.patch(module)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


class HealingFinder(importlib.abc.MetaPathFinder):
    """The first finder in ``sys.meta_path`` while ``install()`` is in force."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name == "torchcodec":
            return torchcodec.spec(find_by_others(name, path, target))
        patch = AFTER_IMPORT.get(name)
        if patch is None:
            return None
        spec = find_by_others(name, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = PatchingLoader(spec.loader, patch)
        return spec

    def find_distributions(
        self, context: importlib.metadata.DistributionFinder.Context | None = None
    ) -> Iterable[importlib.metadata.Distribution]:
        """Metadata for ``importlib.metadata.version("torchcodec")`` where torchcodec is not
        installed.
        """
        wanted = getattr(context, "name", None)
        if wanted not in (None, "torchcodec"):
            return []
        context = importlib.metadata.DistributionFinder.Context(name="torchcodec")
        if any(importlib.metadata.MetadataPathFinder.find_distributions(context)):
            return []
        return [torchcodec.StandInDistribution()]
