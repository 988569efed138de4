"""torchcodec: the real one where it loads, its audio half from this package where it does not."""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.metadata
import os
import sys
from types import ModuleType

from .state import STATE, forget_modules, root_cause

# What of a real torchcodec becomes ours where it loads but shall not decode audio: "" is the package.
_AUDIO_NAMES = {
    "": ("AudioSamples",),
    "decoders": ("AudioDecoder", "WavDecoder", "AudioStreamMetadata"),
    "encoders": ("AudioEncoder",),
}
# And what else needs FFmpeg. ffmpeg_major_version is asked for by callers, who take None for "no audio".
_NAMES_WITHOUT_FFMPEG = {
    "": ("ffmpeg_major_version",),
    "decoders": ("ContainerMetadata", "StreamMetadata", "get_container_metadata"),
    "encoders": ("AudioStream", "Encoder"),
}


class StandInDistribution(importlib.metadata.Distribution):
    """What ``importlib.metadata`` finds for a torchcodec that is not installed."""

    def read_text(self, filename: str) -> str | None:
        if filename == "METADATA":
            stand_in = importlib.import_module("acestep_compat.torchcodec_compat")
            return f"Metadata-Version: 2.1\nName: torchcodec\nVersion: {stand_in.__version__}\n"
        return "torchcodec\n" if filename == "top_level.txt" else None

    def locate_file(self, path: str | os.PathLike[str]) -> os.PathLike[str]:  # type: ignore[override]
        raise FileNotFoundError(f"acestep_compat's stand-in for torchcodec has no file {path}")


class TorchcodecLoader(importlib.abc.Loader):
    """Tries the real package; on failure fills the same module object with the stand-in."""

    def __init__(self, real: importlib.machinery.ModuleSpec | None) -> None:
        self.real = real

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        reason = "it is not installed"
        if self.real is not None and self.real.loader is not None:
            try:
                self._execute_real(module, self.real)
            except (
                Exception
            ) as error:  # a package that is broken for this torch fails in any way it likes
                reason = f"it does not load: {root_cause(error)}"
                forget_submodules()
            else:
                heal_audio_half(module)
                return
        fill_with_stand_in(module)
        with STATE.lock:
            STATE.only_healed.add("torchcodec")
            STATE.healed["torchcodec"] = f"its audio half is replaced by a stand-in, since {reason}"

    @staticmethod
    def _execute_real(module: ModuleType, real: importlib.machinery.ModuleSpec) -> None:
        assert real.loader is not None
        module.__spec__ = real
        module.__loader__ = real.loader
        module.__file__ = real.origin
        module.__path__ = list(real.submodule_search_locations or [])
        real.loader.exec_module(module)


def spec(real: importlib.machinery.ModuleSpec | None) -> importlib.machinery.ModuleSpec:
    """The spec of torchcodec while ``install()`` is in force."""
    found = importlib.machinery.ModuleSpec("torchcodec", TorchcodecLoader(real), is_package=True)
    if real is not None:
        found.origin = real.origin
        found.submodule_search_locations = real.submodule_search_locations
    return found


def fill_with_stand_in(module: ModuleType) -> None:
    """Makes ``module`` the stand-in's package and registers its submodules."""
    stand_in = importlib.import_module("acestep_compat.torchcodec_compat")
    module.__path__ = []
    for name in (
        "AudioSamples",
        "__version__",
        "ffmpeg_major_version",
        "decoders",
        "encoders",
        "__doc__",
    ):
        setattr(module, name, getattr(stand_in, name))
    for name in ("decoders", "encoders"):
        sys.modules[f"torchcodec.{name}"] = getattr(stand_in, name)


def heal_audio_half(module: ModuleType) -> None:
    """A torchcodec that loads keeps its images and videos, and gets our audio where it finds no
    FFmpeg or ``install(force=True)`` asked for it.
    """
    without_ffmpeg = getattr(module, "ffmpeg_major_version", "unknown") is None
    if "torchcodec" in STATE.healed or not (without_ffmpeg or STATE.force):
        return
    reason = "it finds no FFmpeg" if without_ffmpeg else "install(force=True) asked for it"
    with STATE.lock:
        _replace(module, _AUDIO_NAMES)
        if without_ffmpeg:
            _replace(module, _NAMES_WITHOUT_FFMPEG)
        STATE.healed["torchcodec"] = f"its audio half is replaced by a stand-in, since {reason}"


def _replace(module: ModuleType, table: dict[str, tuple[str, ...]]) -> None:
    for submodule, names in table.items():
        path = f".{submodule}" if submodule else ""
        ours = importlib.import_module(f"acestep_compat.torchcodec_compat{path}")
        for name in names:
            STATE.set(sys.modules[module.__name__ + path], name, getattr(ours, name))


def loads() -> bool:
    """Whether the real torchcodec decodes audio here; imports it if the program has not done so
    yet.
    """
    importlib.import_module("torchcodec")
    return "torchcodec" not in STATE.healed


def forget_submodules() -> None:
    """Drops what a failed import of the real package left behind, but for the package itself."""
    package = sys.modules.get("torchcodec")
    forget_modules("torchcodec")
    if package is not None:
        sys.modules["torchcodec"] = package
