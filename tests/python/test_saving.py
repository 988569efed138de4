"""What is written: values, settings, defaults."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
import torch

import acestep_compat as ac
from audio_reference import aligned, ffmpeg_samples, snr_db

RATE = 44100


@pytest.mark.parametrize("name", ["a.wav", "a.aiff", "a.caf", "a.w64", "a.rf64", "a.flac", "a.au"])
def test_another_library_reads_what_was_saved(
    clip: torch.Tensor, tmp_path: Path, name: str
) -> None:
    assert ac.save_audio_safe(tmp_path / name, clip, RATE) is True
    samples, rate = soundfile.read(tmp_path / name, dtype="float32", always_2d=True)
    assert rate == RATE
    bits = ac.get_audio_info(tmp_path / name).bits_per_sample
    # Half a step of the target's depth; the clip itself is exact to 24 bits.
    tolerance = 0.5 / (1 << (bits - 1)) if bits < 24 else 0.0
    np.testing.assert_allclose(samples.T, clip.numpy(), rtol=0, atol=tolerance)


@pytest.mark.programs
@pytest.mark.parametrize(
    ("name", "settings", "snr"),
    [
        ("a.ogg", {}, 15),
        ("a.ogg", {"compression": 9}, 22),
        ("a.opus", {}, 15),
        ("a.mp3", {}, 15),
        ("a.mp3", {"bit_rate": 320000}, 25),
        ("a.mp3", {"compression": "V0"}, 20),
        ("a.mp3", {"compression": 320}, 25),
    ],
)
def test_a_lossy_file_sounds_like_the_tensor(
    clip: torch.Tensor, tmp_path: Path, name: str, settings: dict[str, Any], snr: float
) -> None:
    ac.save_audio_safe(tmp_path / name, clip, RATE, **settings)
    decoded = ffmpeg_samples(tmp_path / name, 2)
    expected = ac.resample(clip, RATE, 48000) if name.endswith("opus") else clip
    # Not a measure of quality: a swapped, shifted or clipped channel would be near 0 dB.
    ours, theirs = aligned(expected.numpy(), decoded)
    assert snr_db(ours, theirs) > snr


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("a.wav", {"bits_per_sample": 16}),
        ("a.wav", {"bits_per_sample": 24}),
        ("a.wav", {}),
        ("a.flac", {"bits_per_sample": 16}),
        ("a.flac", {}),
        ("a.aiff", {"bits_per_sample": 24}),
        ("a.caf", {}),
    ],
)
def test_load_save_load_is_exact(
    files: Path, tmp_path: Path, name: str, settings: dict[str, Any]
) -> None:
    source = "s16.wav" if settings.get("bits_per_sample") == 16 else "s24.flac"
    waveform, rate = ac.load_audio_safe(files / source)
    ac.save_audio_safe(tmp_path / name, waveform, rate, **settings)
    assert torch.equal(ac.load_audio_safe(tmp_path / name)[0], waveform)


@pytest.mark.parametrize("name", ["a.wav", "a.flac"])
@pytest.mark.parametrize("kind", [torch.int16, torch.uint8])
def test_integer_tensors_keep_their_values(tmp_path: Path, name: str, kind: torch.dtype) -> None:
    limits = torch.iinfo(kind)
    ramp = torch.arange(limits.min, limits.max + 1, dtype=torch.int64).to(kind)
    ac.save_audio_safe(tmp_path / name, torch.stack([ramp, ramp.flip(0)]), RATE)
    assert ac.get_audio_info(tmp_path / name).bits_per_sample == limits.bits
    loaded, _ = ac.load_audio_safe(tmp_path / name)
    middle = 128 if kind == torch.uint8 else 0
    expected = (ramp.double() - middle) / (1 << (limits.bits - 1))
    assert torch.equal(loaded[0].double(), expected)
    assert torch.equal(loaded[1].double(), expected.flip(0))


def test_int32_is_32_bit_and_fewer_bits_only_when_nothing_is_lost(tmp_path: Path) -> None:
    fine = torch.tensor([[-(1 << 31), (1 << 31) - 1, 1, 12345678]], dtype=torch.int32)
    ac.save_audio_safe(tmp_path / "a.wav", fine, RATE)
    samples, _ = soundfile.read(tmp_path / "a.wav", dtype="int32")
    np.testing.assert_array_equal(samples, fine[0].numpy())
    with pytest.raises(ValueError, match="bits"):
        ac.save_audio_safe(tmp_path / "b.wav", fine, RATE, bits_per_sample=16)
    coarse = (fine >> 16) << 16
    ac.save_audio_safe(tmp_path / "b.wav", coarse, RATE, bits_per_sample=16)
    samples, _ = soundfile.read(tmp_path / "b.wav", dtype="int16")
    np.testing.assert_array_equal(samples, (coarse[0] >> 16).numpy())


def test_floats_are_rounded_and_clipped_never_wrapped(tmp_path: Path) -> None:
    wave = torch.tensor([[-2.0, -1.0, -1 / 65536, 0.0, 1 / 65536 + 1e-6, 0.5, 1.0, 1.5]])
    ac.save_audio_safe(tmp_path / "a.wav", wave, RATE, bits_per_sample=16)
    samples, _ = soundfile.read(tmp_path / "a.wav", dtype="int16")
    assert samples[[0, 1, 3, 4, 5, 6, 7]].tolist() == [-32768, -32768, 0, 1, 16384, 32767, 32767]
    assert samples[2] in (-1, 0)  # half a step may go either way


@pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16, torch.float64])
def test_any_floating_point_type_is_saved_as_32_bit_float(
    tmp_path: Path, kind: torch.dtype
) -> None:
    wave = torch.linspace(-1, 1, 999).to(kind)
    ac.save_audio_safe(tmp_path / "a.wav", wave, RATE)
    info = ac.get_audio_info(tmp_path / "a.wav")
    assert (info.encoding, info.bits_per_sample, info.num_channels) == ("PCM_F", 32, 1)
    assert torch.equal(ac.load_audio_safe(tmp_path / "a.wav")[0][0], wave.float())


def test_views_of_any_layout_are_saved_as_they_look(clip: torch.Tensor, tmp_path: Path) -> None:
    interleaved = clip.t().contiguous()
    for name, view in {
        "transposed": interleaved.t(),
        "sliced": clip[:, 1000:20000],
        "stepped": clip[:, ::3],
        "expanded": clip[:1].expand(3, -1),
        "flipped": clip.flip(1),
        "negated": torch.complex(clip, clip).conj().imag,
        "parameter": torch.nn.Parameter(clip.clone()),
        "one dimension": clip[0],
    }.items():
        ac.save_audio_safe(tmp_path / "a.wav", view, RATE)
        loaded, _ = ac.load_audio_safe(tmp_path / "a.wav")
        assert torch.equal(loaded, view.detach().reshape(loaded.shape)), name


def test_an_array_of_another_library_is_saved_too(clip: torch.Tensor, tmp_path: Path) -> None:
    ac.save_audio_safe(tmp_path / "a.wav", clip.numpy(), RATE)
    assert torch.equal(ac.load_audio_safe(tmp_path / "a.wav")[0], clip)


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3"])
def test_an_empty_tensor_makes_a_file_without_frames_or_a_clear_error(
    tmp_path: Path, name: str
) -> None:
    ac.save_audio_safe(tmp_path / name, torch.zeros(2, 0), RATE)
    try:
        assert ac.get_audio_info(tmp_path / name).num_frames == 0
    except ac.AudioDecodeError:
        assert name in (
            "a.mp3",
            "a.ogg",
        )  # an MP3 or Vorbis stream has no first frame to tell its rate


@pytest.mark.parametrize(
    ("tensor", "kind", "word"),
    [
        (torch.zeros(1, 2, 3), ValueError, "(1, 2, 3)"),
        (torch.zeros(()), ValueError, "()"),
        (torch.zeros(0, 100), ValueError, "(0, 100)"),
        (torch.zeros(48000, 2), ValueError, "transpose"),
        (torch.zeros(2, 10, dtype=torch.int64), TypeError, "int64"),
        (torch.zeros(2, 10, dtype=torch.complex64), TypeError, "complex64"),
        (torch.zeros(2, 10, dtype=torch.bool), TypeError, "bool"),
        ([[0.0, 1.0]], TypeError, "list"),
        (None, TypeError, "NoneType"),
    ],
)
def test_a_wrong_tensor_is_named(
    tmp_path: Path, tensor: Any, kind: type[Exception], word: str
) -> None:
    with pytest.raises(kind) as caught:
        ac.save_audio_safe(tmp_path / "a.wav", tensor, RATE)
    assert "audio_tensor" in str(caught.value)
    assert word in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "settings", "kind", "words"),
    [
        ("a.xyz", {}, ValueError, ["format", "wav"]),
        ("a", {}, ValueError, ["format", "wav"]),
        ("a.wav", {"format": "xyz"}, ValueError, ["format", "xyz"]),
        ("a.wav", {"encoding": "FLOAT"}, ValueError, ["encoding", "FLOAT", "PCM_F"]),
        ("a.wav", {"bits_per_sample": 17}, ValueError, ["bits_per_sample", "17"]),
        ("a.flac", {"encoding": "ULAW"}, ValueError, ["encoding", "flac"]),
        ("a.flac", {"compression": 9}, ValueError, ["compression", "9", "8"]),
        ("a.ogg", {"compression": 11}, ValueError, ["compression", "11"]),
        ("a.mp3", {"compression": "V12"}, ValueError, ["compression", "V12"]),
        ("a.mp3", {"compression": "best"}, ValueError, ["compression", "best"]),
        ("a.mp3", {"compression": []}, TypeError, ["compression"]),
        (
            "a.mp3",
            {"compression": 128, "bit_rate": 128000},
            ValueError,
            ["compression", "bit_rate"],
        ),
        ("a.mp3", {"bit_rate": 0}, ValueError, ["bit_rate", "0"]),
        ("a.flac", {"tags": ["title"]}, TypeError, ["tags"]),
        ("a.flac", {"tags": {"title": None}}, TypeError, ["tags", "None"]),
        ("a.wav", {"on_nonfinite": "ignore"}, ValueError, ["on_nonfinite", "ignore"]),
        ("a.wav", {"sample_rate": 0}, ValueError, ["sample_rate", "0"]),
        ("a.mp3", {"sample_rate": 44000}, ValueError, ["sample_rate", "44000", "44100"]),
    ],
)
def test_a_wrong_setting_is_named(
    clip: torch.Tensor,
    tmp_path: Path,
    name: str,
    settings: dict[str, Any],
    kind: type[Exception],
    words: list[str],
) -> None:
    with pytest.raises(kind) as caught:
        ac.save_audio_safe(
            **{"audio_path": tmp_path / name, "audio_tensor": clip, "sample_rate": RATE, **settings}
        )
    for word in words:
        assert word in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_the_format_may_be_named_in_any_way(clip: torch.Tensor, tmp_path: Path) -> None:
    for name, format in (("a", "flac"), ("b.wav", "FLAC"), ("c.tmp", ".flac"), ("D.FLAC", None)):
        ac.save_audio_safe(tmp_path / name, clip, RATE, format)
        assert ac.get_audio_info(tmp_path / name).format == "flac"


def test_mp3_settings_make_files_of_their_size(clip: torch.Tensor, tmp_path: Path) -> None:
    def size(**settings: Any) -> int:
        ac.save_audio_safe(tmp_path / "a.mp3", clip, RATE, **settings)
        return (tmp_path / "a.mp3").stat().st_size

    seconds = clip.shape[1] / RATE
    for rate in (64, 128, 320):
        expected = rate * 1000 / 8 * seconds
        assert abs(size(bit_rate=rate * 1000) - expected) < 0.03 * expected + 2000
        assert size(compression=rate) == size(bit_rate=rate * 1000)
    assert size() == size(bit_rate=128000)
    assert size(compression="V0") > size(compression="V4") > size(compression="V9")
    assert size(compression=-4.2) == size(compression="V4")


def test_nan_is_an_error_that_says_where_or_becomes_zero(
    clip: torch.Tensor, tmp_path: Path
) -> None:
    broken = clip[:, :10000].clone()
    broken[0, 777] = float("nan")
    broken[1, 888] = float("-inf")
    for name in ("a.flac", "a.mp3", "a.ogg"):
        with pytest.raises(ValueError, match=r"channel 0.*777"):
            ac.save_audio_safe(tmp_path / name, broken, RATE)
    assert list(tmp_path.iterdir()) == []
    ac.save_audio_safe(tmp_path / "a.flac", broken, RATE, on_nonfinite="zero")
    loaded, _ = ac.load_audio_safe(tmp_path / "a.flac")
    assert loaded[0, 777] == 0
    assert loaded[1, 888] == -1
    ac.save_audio_safe(tmp_path / "a.wav", broken, RATE)  # floats hold them
    loaded, _ = ac.load_audio_safe(tmp_path / "a.wav")
    assert torch.equal(loaded.nan_to_num(7), broken.nan_to_num(7))


@pytest.mark.parametrize("format", ["wav", "flac", "ogg", "mp3", "opus"])
def test_a_file_object_gets_what_a_path_gets(
    clip: torch.Tensor, tmp_path: Path, format: str
) -> None:
    file = io.BytesIO(b"before")
    file.seek(6)
    ac.save_audio_safe(file, clip, RATE, format)
    assert file.getvalue()[:6] == b"before"
    assert file.tell() == len(file.getvalue())
    path = tmp_path / f"a.{format}"
    ac.save_audio_safe(path, clip, RATE)
    assert torch.equal(ac.load_audio_safe(file.getvalue()[6:])[0], ac.load_audio_safe(path)[0])


def test_a_named_file_object_needs_no_format(clip: torch.Tensor, tmp_path: Path) -> None:
    for buffering in (-1, 0):
        with (tmp_path / "a.flac").open("wb", buffering=buffering) as file:
            ac.save_audio_safe(file, clip, RATE)
        assert ac.get_audio_info(tmp_path / "a.flac").format == "flac"
    with pytest.raises(ValueError, match="format"):
        ac.save_audio_safe(io.BytesIO(), clip, RATE)


def test_a_file_object_that_cannot_be_written_raises_its_own_error(
    clip: torch.Tensor, tmp_path: Path
) -> None:
    class Full(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        ac.save_audio_safe(Full(), clip, RATE, "wav")
    with (tmp_path / "a.txt").open("w") as text, pytest.raises(TypeError, match="binary"):
        ac.save_audio_safe(text, clip, RATE, "wav")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="audio_path"):
        ac.save_audio_safe(7, clip, RATE)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="target must be a str"):
        ac.AudioWriter(7, 48000, 2)  # type: ignore[arg-type]


def test_a_batch_saves_the_others_when_one_fails(clip: torch.Tensor, tmp_path: Path) -> None:
    paths = [tmp_path / "a.wav", tmp_path / "no folder" / "b.wav", tmp_path / "c.flac"]
    with pytest.warns(UserWarning, match=r"b\.wav.*FileNotFoundError") as caught:
        saved = ac.save_audio_safe_batch(paths, [clip, clip, clip[:, :1000]], [RATE, RATE, 48000])
    assert saved == [True, False, True]
    assert caught[0].filename == __file__
    assert ac.get_audio_info(paths[2]).sample_rate == 48000
    assert ac.save_audio_safe_batch(paths[:1] * 2, torch.stack([clip, clip]), RATE) == [True, True]
    with pytest.raises(ValueError, match="3, 2 and 3"):
        ac.save_audio_safe_batch(paths, [clip, clip], RATE)


@pytest.mark.parametrize(
    ("rate", "enough", "too_low"),
    [
        (48000, 64_000, 56_000),
        (44100, 64_000, 48_000),
        (16000, 40_000, 32_000),
        (8000, 24_000, 16_000),
    ],
)
def test_an_mp3_keeps_its_length_unless_its_frames_are_too_small_for_lames_note(
    rate: int, enough: int, too_low: int
) -> None:
    def frames_after(bit_rate: int) -> int:
        file = io.BytesIO()
        ac.save_audio_safe(file, torch.zeros(2, rate), rate, "mp3", bit_rate=bit_rate)
        return ac.load_audio_safe(file.getvalue())[0].shape[1]

    assert frames_after(enough) == rate
    assert frames_after(too_low) > rate
