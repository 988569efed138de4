"""Every name, argument and word of torchcodec's audio half that programs rely on."""

from __future__ import annotations

import inspect
import io
from pathlib import Path
from typing import Any

import pytest
import torch

from acestep_compat import torchcodec_compat
from acestep_compat.torchcodec_compat import AudioSamples, decoders, encoders
from acestep_compat.torchcodec_compat.decoders import AudioDecoder, WavDecoder
from acestep_compat.torchcodec_compat.encoders import AudioEncoder, Encoder

# `inspect.signature` of torchcodec 0.17's own, less the annotations.
SIGNATURES = {
    AudioDecoder: "(source, *, stream_index=None, sample_rate=None, num_channels=None)",
    AudioDecoder.get_samples_played_in_range: "(self, start_seconds=0.0, stop_seconds=None)",
    AudioDecoder.get_all_samples: "(self)",
    WavDecoder: "(source)",
    WavDecoder.get_samples_played_in_range: "(self, start_seconds=0.0, stop_seconds=None)",
    WavDecoder.get_all_samples: "(self)",
    AudioSamples: "(data, pts_seconds, duration_seconds, sample_rate)",
    AudioEncoder: "(samples, *, sample_rate)",
    AudioEncoder.to_file: "(self, dest, *, bit_rate=None, num_channels=None, sample_rate=None)",
    AudioEncoder.to_tensor: "(self, format, *, bit_rate=None, num_channels=None, sample_rate=None)",
    AudioEncoder.to_file_like: "(self, file_like, format, *, bit_rate=None, num_channels=None, sample_rate=None)",
    Encoder: "()",
    Encoder.add_audio: "(self, *, sample_rate, num_channels, bit_rate=None, out_num_channels=None, "
    "out_sample_rate=None)",
    Encoder.open_file: "(self, dest)",
    Encoder.open_file_like: "(self, dest, *, format)",
    Encoder.close: "(self)",
}


@pytest.mark.parametrize("function", SIGNATURES, ids=lambda function: function.__qualname__)
def test_signature_is_torchcodecs(function: Any) -> None:
    bare = [
        parameter.replace(annotation=inspect.Parameter.empty)
        for parameter in inspect.signature(function).parameters.values()
    ]
    assert str(inspect.Signature(bare)) == SIGNATURES[function]


def test_every_name_is_there() -> None:
    for name in (
        "AudioDecoder",
        "WavDecoder",
        "AudioStreamMetadata",
        "VideoDecoder",
        "get_container_metadata",
    ):
        assert callable(getattr(decoders, name))
    assert callable(encoders.Encoder)
    assert torchcodec_compat.ffmpeg_major_version is not None
    assert torchcodec_compat.__version__.startswith("0.17")


def test_video_raises_when_it_is_used_and_says_what_to_install() -> None:
    for call in (lambda: decoders.VideoDecoder("film.mp4"), lambda: Encoder().add_video()):
        with pytest.raises(RuntimeError, match="audio only"):
            call()


def test_a_decoder_can_be_subclassed_and_its_attributes_set(files: Path) -> None:
    # As Hugging Face datasets does.
    class Decoder(AudioDecoder):
        def __getitem__(self, key: str) -> object:
            return {"array": self.get_all_samples().data, "sampling_rate": self.metadata.sample_rate}[key]  # fmt: skip

    decoder = Decoder(str(files / "s16.wav"))
    decoder._hf_encoded = {"path": "x"}  # type: ignore[attr-defined]
    decoder.metadata.path = "x"  # type: ignore[attr-defined]
    assert (decoder["sampling_rate"], decoder.stream_index) == (44100, 0)
    assert (decoder.metadata.path, decoder._hf_encoded["path"]) == ("x", "x")  # type: ignore[attr-defined]


class Minimal:
    """An object with read(size) and seek(offset, whence) and nothing else."""

    def __init__(self, content: bytes) -> None:
        self._file = io.BytesIO(content)

    def read(self, size: int) -> bytes:
        return self._file.read(size)

    def seek(self, offset: int, whence: int) -> int:
        return self._file.seek(offset, whence)


@pytest.mark.parametrize("kind", ["raw", "buffered", "minimal", "read before"])
def test_every_kind_of_file_object_is_read(files: Path, kind: str) -> None:
    path = files / "s16.wav"
    expected = AudioDecoder(path).get_all_samples().data
    with path.open("rb", buffering=0 if kind == "raw" else -1) as file:
        if kind == "read before":
            file.read(1000)
        source = Minimal(path.read_bytes()) if kind == "minimal" else file
        assert torch.equal(AudioDecoder(source).get_all_samples().data, expected)


def test_samples_are_iterated_as_fields() -> None:
    data, pts, duration, rate = AudioSamples(torch.zeros(2, 5), 1, 0.5, 10)
    assert (tuple(data.shape), pts, duration, rate) == ((2, 5), 1.0, 0.5, 10)


@pytest.mark.parametrize(
    ("name", "codec", "sample_format"),
    [
        ("u8.wav", "pcm_u8", "u8"),
        ("s16.wav", "pcm_s16le", "s16"),
        ("s24.wav", "pcm_s24le", "s32"),
        ("s32.wav", "pcm_s32le", "s32"),
        ("f32.wav", "pcm_f32le", "flt"),
        ("f64.wav", "pcm_f64le", "dbl"),
        ("s24.flac", "flac", "s32"),
        ("cbr.mp3", "mp3", "fltp"),
        ("vorbis.ogg", "vorbis", "fltp"),
        ("opus.opus", "opus", "fltp"),
    ],
)
def test_metadata_has_ffmpegs_words_and_exact_durations(
    files: Path, name: str, codec: str, sample_format: str
) -> None:
    decoder = AudioDecoder(files / name)
    metadata = decoder.metadata
    assert (metadata.codec, metadata.sample_format, metadata.media_type) == (codec, sample_format, "audio")  # fmt: skip
    samples = decoder.get_all_samples()
    # FFmpeg's own header overstates MP3 and Opus, which breaks crops at the end of a file.
    exact = samples.data.shape[1] / samples.sample_rate
    assert metadata.duration_seconds_from_header == metadata.duration_seconds == exact
    # FFmpeg tells none for WAV; test_torchcodec_mp3.py has MP3's, which is the encoder's delay.
    if codec != "mp3":
        assert metadata.begin_stream_seconds == 0
        assert metadata.begin_stream_seconds_from_header == (None if name.endswith(".wav") else 0)
    assert (metadata.stream_index, metadata.num_channels) == (0, 2)
    assert metadata.bit_rate > 0  # type: ignore[operator]


def test_a_crop_at_the_very_end_of_an_mp3_is_whole(files: Path) -> None:
    decoder = AudioDecoder(files / "cbr.mp3", sample_rate=16000)
    end = decoder.metadata.duration_seconds
    assert end is not None
    samples = decoder.get_samples_played_in_range(end - 1, end)
    assert samples.data.shape[1] == 16000


def test_a_boundary_on_half_a_sample_goes_to_exactly_one_chunk(files: Path) -> None:
    decoder = AudioDecoder(files / "s16.wav")
    half = 1000.5 / 44100
    first = decoder.get_samples_played_in_range(0, half).data
    second = decoder.get_samples_played_in_range(half, 2000 / 44100).data
    whole = decoder.get_samples_played_in_range(0, 2000 / 44100).data
    assert torch.equal(torch.cat([first, second], 1), whole)


@pytest.mark.parametrize(
    ("call", "kind", "message"),
    [
        (lambda: AudioEncoder(torch.zeros(1, 9), sample_rate=8000).to_file_like(Minimal(b""), "wav"),
         RuntimeError, "File like object must implement a write method"),
        (lambda: AudioEncoder(torch.zeros(1, 9), sample_rate=8000).to_file_like(type("W", (), {"write": len})(), "wav"),
         RuntimeError, "File like object must implement a seek method"),
        (lambda: AudioEncoder(torch.zeros(1, 9), sample_rate=8000).to_tensor("bad"),
         RuntimeError, "Check the desired format[?] Got format=bad"),
        (lambda: AudioEncoder(torch.zeros(1, 9), sample_rate=8000).to_tensor("mp3", sample_rate=10),
         RuntimeError, "invalid sample rate=10"),
        (lambda: AudioEncoder(torch.zeros(1, 9), sample_rate=8000).to_tensor("wav", bit_rate=-1),
         RuntimeError, "bit_rate=-1 must be >= 0"),
        (lambda: AudioEncoder(torch.zeros(1, 9), sample_rate=-1), ValueError, "sample_rate = -1 must be > 0"),
    ],
)  # fmt: skip
def test_encoder_message_is_the_one_that_callers_match(
    call: Any, kind: type[Exception], message: str
) -> None:
    with pytest.raises(kind, match=message):
        call()


def test_an_encoder_is_a_context_manager_and_closes_twice(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    encoder = Encoder()
    stream = encoder.add_audio(
        sample_rate=16000, num_channels=1, out_num_channels=2, out_sample_rate=48000
    )
    with encoder.open_file_like(buffer, format="flac"):
        stream.add_samples(torch.zeros(1, 160))
        stream.add_samples(torch.zeros(1, 160))
    encoder.close()
    metadata = AudioDecoder(buffer.getvalue()).metadata
    assert (metadata.num_channels, metadata.sample_rate) == (2, 48000)
    assert metadata.duration_seconds == 0.02
