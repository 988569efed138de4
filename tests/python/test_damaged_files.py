"""Audio files are hostile input: headers that lie, files cut short, random damage."""

from __future__ import annotations

import random
import struct
import warnings
from pathlib import Path

import pytest

import acestep_compat as ac
import corpus
from audio_reference import ffmpeg
from children import run_python


@pytest.mark.parametrize(
    "name", ["s16.wav", "s24.flac", "s16.aiff", "s16.au", "vorbis.ogg", "opus.opus", "vbr.mp3"]
)
def test_a_file_cut_short_gives_its_beginning_and_a_warning(
    files: Path, tmp_path: Path, name: str
) -> None:
    whole, _ = ac.load_audio_safe(files / name)
    content = (files / name).read_bytes()
    cut = tmp_path / name
    cut.write_bytes(content[: len(content) * 6 // 10])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        part, _ = ac.load_audio_safe(cut)
    assert 0.4 * whole.shape[1] < part.shape[1] < 0.8 * whole.shape[1]
    common = part.shape[1] - 5000  # a codec's last block may be incomplete
    assert (part[:, :common] == whole[:, :common]).all()
    if name in ("s16.wav", "s24.flac", "s16.aiff"):  # a stream of the others may end anywhere
        assert any(str(cut) in str(warning.message) for warning in caught)


@pytest.mark.parametrize("name", ["s16.wav", "s16.au", "s16.aiff", "vorbis.ogg", "vbr.mp3"])
def test_info_of_a_file_cut_short_is_what_loading_gives(
    files: Path, tmp_path: Path, name: str
) -> None:
    content = (files / name).read_bytes()
    (tmp_path / name).write_bytes(content[: len(content) * 6 // 10])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        part, _ = ac.load_audio_safe(tmp_path / name)
    assert ac.get_audio_info(tmp_path / name).num_frames == part.shape[1]


def test_the_warning_points_at_the_line_that_loaded(files: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.wav"
    cut.write_bytes((files / "s16.wav").read_bytes()[:10000])
    for load in (
        ac.load_audio_safe,
        ac.load_audio_safe_mono,
        lambda path: ac.load_audio_safe_batch([path]),
    ):
        with pytest.warns(UserWarning, match="cut") as caught:
            load(cut)
        assert {warning.filename for warning in caught} == {__file__}


def test_a_warning_made_an_error_is_raised(files: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.wav"
    cut.write_bytes((files / "s16.wav").read_bytes()[:10000])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserWarning, match="cut"):
            ac.load_audio_safe(cut)


def lying_files(files: Path) -> dict[str, bytes]:
    """Small files whose headers claim the impossible."""
    wav = bytearray((files / "s16.wav").read_bytes()[:20000])
    data = wav.index(b"data") + 4
    four_gigabytes = bytearray(wav)
    four_gigabytes[4:8] = struct.pack("<I", 0xFFFFFFF0)
    four_gigabytes[data : data + 4] = struct.pack("<I", 0xFFFFFF00)
    thousand_channels = bytearray(wav)
    thousand_channels[22:24] = struct.pack("<H", 1000)
    thousand_channels[32:34] = struct.pack("<H", 2000)
    flac = bytearray((files / "s16.flac").read_bytes()[:30000])
    flac[21] |= 0x0F  # STREAMINFO: 36 bits of total samples from the low half of byte 21 on
    flac[22:26] = b"\xff\xff\xff\xff"
    huge_block = bytearray(flac[:42]) + b"\x84\xff\xff\xff" + flac[42:]
    aiff = bytearray((files / "s16.aiff").read_bytes()[:20000])
    frames = aiff.index(b"COMM") + 10
    aiff[frames : frames + 4] = b"\xff\xff\xff\xff"
    return {
        "four_gigabytes.wav": bytes(four_gigabytes),
        "thousand_channels.wav": bytes(thousand_channels),
        "many_samples.flac": bytes(flac),
        "huge_block.flac": bytes(huge_block),
        "many_frames.aiff": bytes(aiff),
    }


@pytest.mark.posix
def test_a_header_that_lies_costs_no_memory_and_ends_soon(files: Path, tmp_path: Path) -> None:
    names = []
    for name, content in lying_files(files).items():
        (tmp_path / name).write_bytes(content)
        names.append(tmp_path / name)
    run_python(
        """
        import resource, sys, time, warnings
        import acestep_compat as ac
        warnings.simplefilter("ignore")
        def stream(path): ac.AudioReader(path).read()
        def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # MiB
        before = peak()
        for path in sys.argv[1:]:
            for function in (ac.load_audio_safe, ac.get_audio_info, stream):
                start = time.monotonic()
                try:
                    function(path)
                except ac.AudioDecodeError:
                    pass
                assert time.monotonic() - start < 20, path  # milliseconds, unless the header is believed
            assert peak() - before < 300, (path, peak() - before)
        """,
        *names,
    )


def mutated(content: bytes, dice: random.Random) -> bytes:
    """The content with bytes flipped, cut out, repeated or zeroed, mostly near its beginning."""
    changed = bytearray(content)
    for _ in range(dice.choice([1, 1, 2, 5, 30])):
        near = dice.random() < 0.6
        position = dice.randrange(min(len(changed), 200) if near else len(changed))
        length = dice.choice([1, 1, 2, 4, 50])
        kind = dice.randrange(5)
        if kind == 0:
            changed[position] ^= 1 << dice.randrange(8)
        elif kind == 1:
            changed[position : position + length] = dice.randbytes(length)
        elif kind == 2:
            del changed[position : position + length]
        elif kind == 3:
            changed[position:position] = changed[position : position + length]
        else:
            changed[position : position + length] = bytes([dice.choice([0, 255, 127])]) * length
        if len(changed) < 10:
            break
    return bytes(changed)


@pytest.mark.programs
@pytest.mark.parametrize(
    "name",
    [*corpus.SHORT, "f32.wav", "ima.wav", "s16.w64", "mpeg2.mp3"],
)
def test_random_damage_raises_nothing_but_audio_decode_error(
    files: Path, tmp_path: Path, name: str
) -> None:
    dice = random.Random(name)
    short = tmp_path / name
    options = corpus.settings(name)
    # An Ogg page is a second long, and lost with any of its bits.
    seconds = "1.5" if name in ("vorbis.ogg", "opus.opus") else "0.2"
    ffmpeg("-ss", "1", "-t", seconds, "-i", files / "clip.wav", *options, short)
    content = short.read_bytes()
    loaded = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(300):
            damaged = mutated(content, dice)
            try:
                waveform, _ = ac.load_audio_safe(damaged)
                loaded += waveform.shape[1] > 0
            except ac.AudioDecodeError:
                pass
            try:
                ac.get_audio_info(damaged)
            except ac.AudioDecodeError:
                pass
    assert loaded > 5  # the damage is not such that nothing is ever decoded
