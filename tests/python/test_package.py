"""What the package is made of: what it links, imports, prints and promises to type checkers."""

from __future__ import annotations

import importlib.metadata
import inspect
import subprocess
import sys
from pathlib import Path

import pytest
import torch

import acestep_compat as ac
from acestep_compat import _core, audio_utils, torch_utils
from children import run_python


@pytest.mark.skipif(sys.platform != "linux", reason="reads ELF")
def test_the_module_links_no_libtorch_and_shows_nothing_of_the_core() -> None:
    def readelf(*options: str) -> list[str]:
        command = ["readelf", "--wide", *options, _core.__file__]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split(
            "\n"
        )

    needed = [line for line in readelf("--dynamic") if "(NEEDED)" in line]
    symbols = [line.split() for line in readelf("--dyn-syms")]
    exported = [columns[7] for columns in symbols if len(columns) > 7 and columns[6] != "UND"]
    assert any("sndfile" in line for line in needed)
    assert not [line for line in needed if "torch" in line or "libc10" in line]
    assert "PyInit__core" in exported
    assert not [name for name in exported if "acestep_compat" in name]


@pytest.mark.own_process
def test_the_main_road_imports_no_other_audio_library_and_prints_nothing(
    files: Path, tmp_path: Path
) -> None:
    done = run_python(
        """
        import os, sys
        import acestep_compat as ac
        wave, rate = ac.load_audio_safe(sys.argv[1])
        ac.load_audio_safe_batch(sys.argv[1:-1], 16000)
        for path in sys.argv[1:-1]:
            ac.get_audio_info(path)
        ac.resample(wave, rate, 48000)
        for name in ("a.wav", "a.flac", "a.ogg", "a.opus", "a.mp3"):
            ac.save_audio_safe(os.path.join(sys.argv[-1], name), wave, rate)
        ac.supported_formats()
        libraries = {"torchaudio", "torchcodec", "librosa", "soundfile", "av", "soxr", "scipy"}
        assert not libraries & set(sys.modules), libraries & set(sys.modules)
        """,
        *(
            files / name
            for name in ("s16.wav", "s24.flac", "vbr.mp3", "mpeg2.mp3", "vorbis.ogg", "opus.opus")
        ),
        tmp_path,
    )
    assert done.stdout == ""
    assert done.stderr == ""


@pytest.mark.own_process
def test_a_damaged_mp3_prints_nothing(files: Path, tmp_path: Path) -> None:
    content = bytearray((files / "vbr.mp3").read_bytes())
    content[5000:9000] = bytes(4000)
    content[20000:20100] = b"\xff" * 100
    (tmp_path / "a.mp3").write_bytes(content[:-1234])
    (tmp_path / "no.mp3").write_bytes(b"\xff\xff" + (files / "vorbis.ogg").read_bytes()[2:])
    done = run_python(
        """
        import sys, warnings
        warnings.simplefilter("ignore")
        import acestep_compat as ac
        ac.load_audio_safe(sys.argv[1])
        ac.get_audio_info(sys.argv[1])
        try:
            ac.load_audio_safe(sys.argv[2])
        except ac.AudioDecodeError:
            pass
        """,
        tmp_path / "a.mp3",
        tmp_path / "no.mp3",
    )
    assert done.stdout == ""
    assert done.stderr == ""


@pytest.mark.own_process
def test_everything_works_where_no_numpy_is_installed(files: Path, tmp_path: Path) -> None:
    run_python(
        """
        import sys, warnings
        sys.modules["numpy"] = None
        warnings.filterwarnings("ignore", message=".*NumPy.*")
        import acestep_compat as ac
        wave, rate = ac.load_audio_safe(sys.argv[1], 48000)
        ac.save_audio_safe(sys.argv[2], ac.resample(wave, 48000, 44100), 44100)
        assert ac.get_audio_info(sys.argv[2]).num_frames == wave.shape[1] * 44100 // 48000
        with ac.AudioReader(sys.argv[1]) as reader:
            assert sum(block.shape[1] for block in reader)
        """,
        files / "s16.wav",
        tmp_path / "a.flac",
    )


def test_the_version_is_one() -> None:
    assert ac.__version__ == importlib.metadata.version("acestep-compat")


def test_every_public_name_is_there_and_documented() -> None:
    for module in (ac, audio_utils, torch_utils):
        for name in module.__all__:
            thing = getattr(module, name)
            if inspect.isroutine(thing) or inspect.isclass(thing):
                assert inspect.getdoc(thing), name
                assert getattr(ac, name) is thing


PUBLIC_MODULES = {
    "audio_utils",
    "comfy",
    "torch_utils",
    "torchaudio_compat",
    "torchcodec_compat",
    "types",
}


def test_the_package_shows_its_public_names_only() -> None:
    shown = {name for name in dir(ac) if not name.startswith("_")}
    assert shown - PUBLIC_MODULES == set(ac.__all__) - {"__version__"}


def test_every_module_that_is_not_public_is_private() -> None:
    folder = Path(ac.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")}
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    assert {name for name in modules | packages if not name.startswith("_")} == PUBLIC_MODULES


@pytest.mark.parametrize(
    ("function", "signature"),
    [
        (ac.load_audio_safe, "(audio_path, sr=None, mono=False, *, frame_offset=0, num_frames=-1)"),
        (ac.load_audio_safe_stereo, "(audio_path, sr=None, *, frame_offset=0, num_frames=-1)"),
        (ac.load_audio_safe_mono, "(audio_path, sr=None, *, frame_offset=0, num_frames=-1)"),
        (ac.load_audio_safe_batch, "(audio_paths, sr=None, mono=False, *)"),
        (ac.get_audio_info, "(audio_path)"),
        (ac.save_audio_safe, "(audio_path, audio_tensor, sample_rate, format=None, *)"),
        (ac.save_audio_safe_batch, "(audio_paths, audio_tensors, sample_rates)"),
        (ac.resample, "(waveform, orig_sr, new_sr, *)"),
        (ac.AudioReader, "(source, sr=None, mono=False, *)"),
        (ac.AudioWriter, "(target, sample_rate, num_channels, format=None, *)"),
    ],
)
def test_signatures_are_the_promised_ones(function: object, signature: str) -> None:
    parameters = inspect.signature(function).parameters.values()  # type: ignore[arg-type]
    positional = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    keywords = {p.name: p for p in parameters if p.kind is p.KEYWORD_ONLY}
    before, _, after = signature.strip("()").partition("*")
    first = before.strip(", ").split(", ")
    assert len(positional) >= len(first), "a promised parameter was removed"
    for parameter, promised in zip(positional, first, strict=False):
        assert str(parameter).split(":")[0] + _default(parameter) == promised
    for promised in filter(None, after.strip(", ").split(", ")):
        name, _, default = promised.partition("=")
        assert repr(keywords[name].default) == default
    for more in (*positional[len(first) :], *keywords.values()):
        assert more.default is not more.empty, f"{more.name} has grown without a default"


def _default(parameter: inspect.Parameter) -> str:
    return "" if parameter.default is parameter.empty else f"={parameter.default!r}"


@pytest.mark.own_process
def test_importing_loads_few_modules_beyond_torch() -> None:
    # benchmarks/startup.py says how long it takes.
    code = """
    import sys, torch
    before = set(sys.modules)
    import acestep_compat
    print(*sorted(set(sys.modules) - before))
    """
    new = run_python(code).stdout.split()
    foreign = [name for name in new if name.partition(".")[0] != "acestep_compat"]
    assert len(foreign) <= 5, foreign
    assert len(new) - len(foreign) <= 60, new


def test_a_tensor_outlives_everything_it_came_from(files: Path) -> None:
    content = bytearray((files / "s16.wav").read_bytes())
    waveform, _ = ac.load_audio_safe(content)
    copy = waveform.clone()
    content[:] = bytes(len(content))
    del content
    assert torch.equal(waveform, copy)
    storage = waveform.untyped_storage()
    assert storage.nbytes() == waveform.numel() * 4
    waveform.mul_(2)  # writable
