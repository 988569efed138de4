"""Small programs that call real packages the way that their users do.

Each reads `sys.argv[1]`, the song, may write into the folder `sys.argv[2]`, and prints its result
last.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    """A program, the distribution whose version the table names, what it must print last, and what
    heals it.
    """

    name: str
    distribution: str
    code: str
    prints: str
    install: str = "acestep_compat.install()"

    @property
    def healed_code(self) -> str:
        """The program after the line that heals it."""
        return f"import acestep_compat; {self.install}\n{self.code}"


PROGRAMS = [
    Program(
        "torchaudio: load, info, save",
        "torchaudio",
        """
import sys, torchaudio
waveform, rate = torchaudio.load(sys.argv[1], frame_offset=48000, num_frames=96000)
torchaudio.save(f"{sys.argv[2]}/clip.wav", waveform, rate, encoding="PCM_S", bits_per_sample=16)
print(torchaudio.info(f"{sys.argv[2]}/clip.wav"))
""",
        "AudioMetaData(sample_rate=48000, num_frames=96000, num_channels=2, bits_per_sample=16, encoding=PCM_S)",
    ),
    Program(
        "torchaudio: Resample, MelSpectrogram, MFCC, Loudness, fbank",
        "torchaudio",
        """
import sys, torch, torchaudio
waveform, rate = torchaudio.load(sys.argv[1], num_frames=48000)
low = torchaudio.transforms.Resample(rate, 16000)(waveform)
mel = torchaudio.transforms.MelSpectrogram(16000)(low)
mfcc = torchaudio.transforms.MFCC(16000)(low)
loudness = torchaudio.functional.loudness(waveform, rate)
fbank = torchaudio.compliance.kaldi.fbank(low[:1], sample_frequency=16000)
print(tuple(low.shape), tuple(mel.shape), tuple(mfcc.shape), loudness.isfinite().item(), tuple(fbank.shape))
""",
        "(2, 16000) (2, 128, 81) (2, 40, 81) True (98, 23)",
    ),
    Program(
        "torchcodec: AudioDecoder, AudioEncoder",
        "torchcodec",
        """
import sys
from torchcodec.decoders import AudioDecoder
from torchcodec.encoders import AudioEncoder
samples = AudioDecoder(sys.argv[1], sample_rate=16000, num_channels=1).get_samples_played_in_range(1.0, 3.0)
AudioEncoder(samples.data, sample_rate=16000).to_file(f"{sys.argv[2]}/clip.flac")
again = AudioDecoder(f"{sys.argv[2]}/clip.flac")
print(tuple(again.get_all_samples().data.shape), again.metadata.sample_rate)
""",
        "(1, 32000) 16000",
    ),
    Program(
        "datasets: Audio decodes",
        "datasets",
        """
import sys
from datasets import Audio, Dataset
column = Dataset.from_dict({"audio": [sys.argv[1]]}).cast_column("audio", Audio(sampling_rate=16000))
print(tuple(column[0]["audio"].get_all_samples().data.shape))
""",
        "(2, 959824)",
    ),
    Program(
        "datasets: Audio encodes an array",
        "datasets",
        """
import sys, numpy
from datasets import Audio, Dataset, Features
tone = {"array": numpy.sin(numpy.arange(16000) / 10).astype("float32"), "sampling_rate": 16000}
dataset = Dataset.from_dict({"audio": [tone]}, features=Features({"audio": Audio()}))
print(tuple(dataset[0]["audio"].get_all_samples().data.shape))
""",
        "(1, 16000)",
    ),
    Program(
        "transformers: load_audio",
        "transformers",
        """
import sys
from transformers.audio_utils import load_audio
print(load_audio(sys.argv[1], sampling_rate=16000, backend="torchcodec").shape)
""",
        "(959824,)",
    ),
    Program(
        "pyannote.audio: Audio crops a segment",
        "pyannote.audio",
        """
import sys
from pyannote.audio.core.io import Audio
from pyannote.core import Segment
audio = Audio(sample_rate=16000, mono="downmix")
end = audio.get_duration(sys.argv[1])
for segment in (Segment(1, 2), Segment(end - 1, end)):
    print(tuple(audio.crop(sys.argv[1], segment)[0].shape))
""",
        "(1, 16000)",
    ),
    Program(
        "torch-audiomentations: Audio, AddBackgroundNoise",
        "torch-audiomentations",
        """
import sys, torch, torchaudio
from torch_audiomentations import AddBackgroundNoise
torchaudio.save(f"{sys.argv[2]}/noise.wav", *torchaudio.load(sys.argv[1], num_frames=96000))
noises = [f"{sys.argv[2]}/noise.wav"]
augment = AddBackgroundNoise(background_paths=noises, p=1.0, sample_rate=16000, output_type="dict")
print(tuple(augment(torch.rand(2, 1, 16000) - 0.5).samples.shape))
""",
        "(2, 1, 16000)",
    ),
    Program(
        "webdataset: torch_audio",
        "webdataset",
        """
import io, sys, tarfile
import webdataset
with tarfile.open(f"{sys.argv[2]}/data.tar", "w") as tar:
    tar.add(sys.argv[1], "000.mp3")
dataset = webdataset.WebDataset(f"file:{sys.argv[2]}/data.tar", shardshuffle=False).decode(webdataset.torch_audio)
waveform, rate = next(iter(dataset))["mp3"]
print(tuple(waveform.shape), rate)
""",
        "(2, 2879471) 48000",
    ),
    Program(
        "ACE-Step's pipeline: save with a backend, load, Resample, MelScale",
        "torchaudio",
        """
import sys, torch, torchaudio
waveform, rate = torchaudio.load(sys.argv[1])
path = f"{sys.argv[2]}/output.wav"
torchaudio.save(path, waveform[:, :96000], sample_rate=rate, format="wav", backend="soundfile")
resampler = torchaudio.transforms.Resample(rate, 44100).to("cpu").to(torch.float32)
mel = torchaudio.transforms.MelScale(n_mels=128, sample_rate=44100, n_stft=1025)(torch.rand(2, 1025, 10))
print(tuple(resampler(torchaudio.load(path)[0]).shape), tuple(mel.shape))
""",
        "(2, 88200) (2, 128, 10)",
    ),
    Program(
        "demucs' and audiocraft's calls: Path, BytesIO, mp3, get_audio_backend",
        "torchaudio",
        """
import io, pathlib, sys, torchaudio
waveform, rate = torchaudio.load(pathlib.Path(sys.argv[1]), num_frames=48000)
torchaudio.save(f"{sys.argv[2]}/stem.wav", waveform, sample_rate=rate, encoding="PCM_F", bits_per_sample=32)
buffer = io.BytesIO()
torchaudio.save(buffer, waveform, rate, format="mp3", bits_per_sample=128.0)
buffer.seek(0)
again, rate = torchaudio.load(buffer)
torchaudio.set_audio_backend("soundfile")
print(tuple(again.shape), rate, torchaudio.get_audio_backend(), bool(torchaudio.list_audio_backends()))
""",
        "(2, 48000) 48000 soundfile True",
    ),
    Program(
        "silero-vad: read_audio, save_audio, get_speech_timestamps",
        "silero-vad",
        """
import sys
from silero_vad import get_speech_timestamps, load_silero_vad, read_audio, save_audio
speech = read_audio(sys.argv[1])
save_audio(f"{sys.argv[2]}/speech.wav", speech[:16000])
again = read_audio(f"{sys.argv[2]}/speech.wav", 8000)
parts = get_speech_timestamps(speech[:64000], load_silero_vad())
print(tuple(speech.shape), tuple(again.shape), isinstance(parts, list))
""",
        "(959824,) (8000,) True",
    ),
]
