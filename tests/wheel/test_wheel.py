"""What a wheel does where nothing but Python and torch is installed: no compiler, no audio library,
no program. It runs in environments of its own: see scripts/test wheels.
"""

from __future__ import annotations

import importlib.metadata
import sys
import wave
from pathlib import Path

import pytest
import torch

import acestep_compat as ac

SONG = Path(__file__).parents[1] / "data" / "test_track_001.mp3"
WINDOWS = sys.platform == "win32"

# As the wheel bears it in its libraries' names; the rest of a name says which build it is.
BUNDLED = (
    ("sndfile", "mpg123")
    if WINDOWS
    else ("FLAC", "hwy", "mp3lame", "mpg123", "ogg", "opus", "sndfile", "vorbis", "vorbisenc")
)


@pytest.fixture(scope="module")
def clip() -> torch.Tensor:
    """Two seconds of the song: float32 [2, 96000] at 48 kHz."""
    return ac.load_audio_safe(SONG, offset=20.0, duration=2.0)[0]


def installed_files() -> list[Path]:
    files = importlib.metadata.files("acestep-compat")
    assert files is not None
    return [Path(str(file.locate())) for file in files]


def bundled_libraries() -> list[Path]:
    return [file for file in installed_files() if file.parent.name == "acestep_compat.libs"]


def mapped_files() -> set[str]:
    """Files that this process runs code from (Linux)."""
    lines = Path("/proc/self/maps").read_text().splitlines()
    return {line.split(maxsplit=5)[5] for line in lines if ".so" in line}


def snr_db(signal: torch.Tensor, other: torch.Tensor) -> float:
    """Power of the signal over the power of the difference, in dB."""
    noise = torch.mean((signal - other) ** 2)
    return float(10 * torch.log10(torch.mean(signal**2) / noise))


def test_the_package_is_the_one_that_was_installed_from_the_wheel() -> None:
    assert Path(ac.__file__) in installed_files()
    assert Path(ac.__file__).is_relative_to(sys.prefix)


@pytest.mark.parametrize("name", BUNDLED)
def test_a_library_comes_with_the_wheel(name: str) -> None:
    own = [file for file in bundled_libraries() if file.name.removeprefix("lib").startswith(name)]
    assert own


@pytest.mark.skipif(WINDOWS, reason="reads /proc; there is nothing else to find under Windows")
def test_no_library_of_the_system_takes_the_place_of_a_bundled_one() -> None:
    loaded = {file for file in mapped_files() if "acestep_compat" in file}
    assert {str(file) for file in bundled_libraries()} < loaded
    others = mapped_files() - loaded
    assert not [file for file in others if any(f"lib{name}" in file for name in BUNDLED)]


def test_every_library_has_its_licence_and_its_origin_in_the_wheel() -> None:
    licences = [file for file in installed_files() if "licenses" in file.parts]
    table = next(file for file in licences if file.name == "LIBRARIES.md").read_text()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in "".join(
        file.read_text(encoding="utf-8").upper() for file in licences
    )
    for library in bundled_libraries():
        row = next(row for row in table.splitlines() if library.name in row)
        folders = row.split("|")[3].split(",")
        assert all(
            any(file.parent.name == folder.strip() for file in licences) for folder in folders
        )


@pytest.mark.parametrize(
    ("name", "encoding", "least_snr"),
    [
        ("a.wav", "PCM_F", float("inf")),
        # 24 bits: rounding to multiples of 2^-23 leaves noise 141 dB below this song.
        ("a.flac", "FLAC", 140.0),
        # What these codecs leave of a song at their default bit rates, 3 dB below what was measured.
        ("a.mp3", "MP3", 20.0),
        ("a.ogg", "VORBIS", 21.0),
        ("a.opus", "OPUS", 17.0),
    ],
)
def test_a_format_is_saved_inspected_and_loaded(
    name: str, encoding: str, least_snr: float, clip: torch.Tensor, tmp_path: Path
) -> None:
    assert ac.save_audio_safe(tmp_path / name, clip, 48000) is True
    info = ac.get_audio_info(tmp_path / name)
    waveform, rate = ac.load_audio_safe(tmp_path / name)
    assert (info.sample_rate, info.num_frames, info.num_channels) == (48000, clip.shape[1], 2)
    assert (info.encoding, rate, waveform.shape) == (encoding, 48000, clip.shape)
    assert snr_db(clip, waveform) >= least_snr


def test_pcm_is_what_the_standard_library_reads(clip: torch.Tensor, tmp_path: Path) -> None:
    samples = (clip * 32767).to(torch.int16)
    ac.save_audio_safe(tmp_path / "a.wav", samples, 48000)
    with wave.open(str(tmp_path / "a.wav")) as reader:
        content = reader.readframes(reader.getnframes())
    assert torch.equal(
        torch.frombuffer(bytearray(content), dtype=torch.int16).view(-1, 2).T, samples
    )


def test_resampling_there_and_back_keeps_the_song(clip: torch.Tensor) -> None:
    back = ac.resample(ac.resample(clip, 48000, 44100), 44100, 48000)
    assert back.shape == clip.shape
    # What is lost lies above 20 kHz, where this MP3 holds next to nothing; 106 dB were measured.
    assert snr_db(clip[:, 4800:-4800], back[:, 4800:-4800]) > 100


def test_a_name_may_have_any_character(clip: torch.Tensor, tmp_path: Path) -> None:
    path = tmp_path / "música_音楽_🎵.flac"
    ac.save_audio_safe(path, clip, 48000)
    assert path.exists()
    assert ac.load_audio_safe(str(path))[0].shape == clip.shape


def test_every_format_is_there() -> None:
    formats = ac.supported_formats()
    for name in ("wav", "flac", "mp3", "ogg", "opus", "aiff", "au", "caf", "w64", "rf64"):
        assert formats[name].reads, name
        assert formats[name].writes, name


def test_the_device_helpers_find_a_processor_and_no_gpu() -> None:
    assert str(ac.get_optimal_device()) == "cpu"
    assert ac.get_optimal_dtype() == torch.float32
    ac.setup_torch_backends()
    assert torch.get_float32_matmul_precision() == "high"


class MyModel(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = torch.nn.Linear(4, 4)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.layer(x))


def test_without_a_compiler_a_model_stays_as_it_is_and_says_why() -> None:
    model, x = MyModel().eval(), torch.ones(2, 4)
    expected = model(x)
    assert ac.safe_torch_compile(model) is model
    with pytest.warns(ac.CompileFallbackWarning, match="compiler"):
        result = model(x)
    assert torch.equal(result, expected)
    status = ac.compile_status(model)["forward"]
    assert status.state == "eager"
    assert "compiler" in status.reason


# The three tests that the authors of ACE-Step's Windows support recommend, word for word but for the package's name.


def test_recommended_loading(
    clip: torch.Tensor,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ac.save_audio_safe(tmp_path / "test.wav", clip[:1], 44100)
    monkeypatch.chdir(tmp_path)

    from acestep_compat.audio_utils import load_audio_safe_stereo

    audio, sr = load_audio_safe_stereo("test.wav")
    print(f"Carregado: {audio.shape}, SR: {sr}")

    assert capsys.readouterr().out == "Carregado: torch.Size([2, 96000]), SR: 44100\n"


@pytest.mark.filterwarnings("ignore::acestep_compat.CompileFallbackWarning")
def test_recommended_compilation() -> None:
    from acestep_compat.torch_utils import safe_torch_compile

    model = MyModel()
    model = safe_torch_compile(model)

    assert model(torch.ones(2, 4)).shape == (2, 4)


def test_recommended_cleaning() -> None:
    from acestep_compat.torch_utils import safe_cuda_empty_cache

    safe_cuda_empty_cache()

    assert not torch.cuda.is_initialized()
    assert ac.safe_cuda_synchronize().status == ac.safe_cuda_empty_cache().status
