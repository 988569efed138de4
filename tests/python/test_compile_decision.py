"""Whether to compile on each machine, and which GPUs have bfloat16: decided from plain facts."""

from __future__ import annotations

import pytest

from acestep_compat._compile.decision import CompileFacts, decide_compile, explain
from acestep_compat._device import amd_has_native_bfloat16, nvidia_has_native_bfloat16

SITUATIONS = {
    "a working compiler": (CompileFacts(compiler="works"), "compile"),
    "an untested compiler": (CompileFacts(), "probe_first"),
    "no C++ compiler": (CompileFacts(compiler="no_cpp_compiler"), "no_cpp_compiler"),
    "no Triton": (CompileFacts(compiler="no_triton"), "no_triton"),
    "a broken compiler": (CompileFacts(compiler="broken"), "broken"),
    "switched off by the environment": (
        CompileFacts(disabled_by_environment=True, compiler="works"),
        "disabled_by_environment",
    ),
    "no Dynamo for this Python": (CompileFacts(dynamo_supported=False), "dynamo_unsupported"),
    "bfloat16 on Windows: no compiler is even tried": (
        CompileFacts(windows=True, bfloat16=True),
        "bfloat16_on_windows",
    ),
    "float16 on Windows": (CompileFacts(windows=True, compiler="works"), "compile"),
    "bfloat16 on Linux": (CompileFacts(bfloat16=True, compiler="works"), "compile"),
    "a backend that generates no code, without a compiler": (
        CompileFacts(needs_compiler=False, compiler="broken"),
        "compile",
    ),
    "switched off on Windows with bfloat16: the user's wish is the reason given": (
        CompileFacts(windows=True, bfloat16=True, disabled_by_environment=True),
        "disabled_by_environment",
    ),
}


@pytest.mark.parametrize(("facts", "decision"), SITUATIONS.values(), ids=SITUATIONS.keys())
def test_what_is_decided_whether_to_compile(facts: CompileFacts, decision: str) -> None:
    assert decide_compile(facts) == decision


@pytest.mark.parametrize(("facts", "decision"), SITUATIONS.values(), ids=SITUATIONS.keys())
def test_a_reason_is_given_exactly_when_it_does_not_compile(
    facts: CompileFacts, decision: str
) -> None:
    assert (explain(decide_compile(facts)) == "") == (decision in ("compile", "probe_first"))


def test_native_bfloat16_starts_with_ampere() -> None:
    assert not nvidia_has_native_bfloat16(6)  # GTX 10xx
    assert not nvidia_has_native_bfloat16(7)  # RTX 20xx, GTX 16xx, T4
    assert nvidia_has_native_bfloat16(8)  # A100, RTX 30xx
    assert nvidia_has_native_bfloat16(12)  # RTX 50xx


@pytest.mark.parametrize(
    "name",
    ["gfx908", "gfx90a:sramecc+:xnack-", "gfx942", "gfx950", "gfx1100", "gfx1151", "gfx1201"],
)
def test_amd_has_native_bfloat16(name: str) -> None:
    assert amd_has_native_bfloat16(name)


@pytest.mark.parametrize(
    "name",
    [
        "gfx803",
        "gfx900",
        "gfx906",
        "gfx90c",
        "gfx1010",
        "gfx1030",
        "gfx1036",
        "",
        "gfx",
        "gfx1",
        "gfxabc",
        "Radeon",
    ],
)
def test_amd_has_no_native_bfloat16(name: str) -> None:
    assert not amd_has_native_bfloat16(name)
