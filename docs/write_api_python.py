"""Writes docs/api-python.md from the package's own signatures and docstrings.

    python docs/write_api_python.py

A test fails while the page does not match the package.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import acestep_compat
from acestep_compat import comfy, types

PAGE = Path(__file__).parent / "api-python.md"
GROUPS = {
    "Load": [
        "load_audio_safe", "load_audio_safe_stereo", "load_audio_safe_mono", "load_audio_safe_batch",
        "iter_audio_safe", "AudioIterator", "AudioReader",
    ],
    "Inspect": ["get_audio_info", "AudioInfo", "supported_formats", "FormatSupport"],
    "Save": ["save_audio_safe", "save_audio_safe_batch", "AudioWriter"],
    "Resample": ["resample", "Resample"],
    "Errors and warnings": ["AudioDecodeError", "AudioFallbackWarning", "CompileFallbackWarning"],
    "Guards for torch": [
        "get_optimal_device", "get_optimal_dtype", "setup_torch_backends", "TorchBackends", "safe_cuda_empty_cache",
        "safe_cuda_synchronize", "DeviceReport", "safe_torch_compile", "compile_status", "CompileStatus",
    ],
    "Healing": ["install", "uninstall", "status", "Status"],
}  # fmt: skip
# Made by the functions beside them: how they are called is nobody's concern.
RESULTS = {
    "AudioInfo",
    "AudioIterator",
    "CompileStatus",
    "DeviceReport",
    "FormatSupport",
    "Status",
    "TorchBackends",
}


def names() -> list[str]:
    """Every public name, grouped ones first; a new one that no group has comes at the end."""
    grouped = [name for group in GROUPS.values() for name in group]
    return grouped + [
        name for name in acestep_compat.__all__ if name not in [*grouped, "__version__"]
    ]


def signature(name: str, thing: object) -> str:
    """The call, one parameter a line where it is long; annotations without the quotes of postponed evaluation."""
    try:
        found = inspect.signature(thing)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return name
    text = name + re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(found))
    if len(text) <= 100:
        return text
    inside, result = text[len(name) + 1 :].rsplit(")", 1)
    parameters = [parameter for parameter in re.split(r", (?![^\[]*\])", inside) if parameter]
    return (
        "\n    ".join([f"{name}(", *(f"{parameter}," for parameter in parameters)]) + f"\n){result}"
    )


def section(name: str, thing: object) -> str:
    lines = [f"### {name}", ""]
    if name not in RESULTS:
        lines += ["```text", signature(name, thing), "```", ""]
    documentation = inspect.getdoc(thing) or ""
    lines += ["```text", documentation, "```", ""]
    if inspect.isclass(thing) and not issubclass(thing, (Exception, tuple)):
        for method, value in vars(thing).items():
            function = value.fget if isinstance(value, property) else value
            if method.startswith("_") or not inspect.isfunction(function):
                continue
            call = method if isinstance(value, property) else signature(method, function)
            first = (inspect.getdoc(function) or "").split("\n\n")[0].replace("\n", " ")
            lines.append(f"- `{call}`: {first}")
        lines.append("")
    return "\n".join(lines)


def page() -> str:
    """The whole page."""
    text = "# Python API\n\nWritten by `docs/write_api_python.py` from the docstrings.\n\n"
    done = set()
    for group, members in [*GROUPS.items(), ("More", names())]:
        rest = [name for name in members if name not in done and hasattr(acestep_compat, name)]
        if rest:
            text += (
                f"## {group}\n\n"
                + "\n".join(section(name, getattr(acestep_compat, name)) for name in rest)
                + "\n"
            )
        done.update(rest)
    text += "## ComfyUI (`acestep_compat.comfy`)\n\n"
    text += "\n".join(
        section(name, getattr(comfy, name)) for name in ("to_comfy_audio", "from_comfy_audio")
    )
    text += "\n## Types (`acestep_compat.types`)\n\nFor annotations in your own code.\n\n```text\n"
    text += (inspect.getdoc(types) or "").partition("\n\n")[2] + "\n```\n"
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


if __name__ == "__main__":
    PAGE.write_text(page())
