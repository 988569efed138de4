"""More programs, of packages that take too long to install for every test run: see
`make_table.py`.
"""

from __future__ import annotations

from programs import Program

FFMPEG_CALLERS = "acestep_compat.install(ffmpeg_callers=True)"

PROGRAMS_BY_HAND = [
    Program(
        "openai-whisper: load_audio, log_mel_spectrogram, with no ffmpeg program",
        "openai-whisper",
        """
import os, sys
os.environ["PATH"] = ""
import whisper
samples = whisper.load_audio(sys.argv[1])
print(samples.shape, samples.dtype, tuple(whisper.log_mel_spectrogram(sys.argv[1]).shape))
""",
        "(959824,) float32 (80, 5998)",
        FFMPEG_CALLERS,
    ),
    Program(
        "whisperX: load_audio, with no ffmpeg program",
        "whisperx",
        """
import os, sys
os.environ["PATH"] = ""
import whisperx
print(whisperx.load_audio(sys.argv[1]).shape)
""",
        "(959824,)",
        FFMPEG_CALLERS,
    ),
    Program(
        "whisperX: the module of its aligner imports",
        "whisperx",
        """
import sys
from whisperx.alignment import DEFAULT_ALIGN_MODELS_TORCH
import torchaudio
print(DEFAULT_ALIGN_MODELS_TORCH["en"], torchaudio.pipelines.WAV2VEC2_ASR_BASE_960H.sample_rate)
""",
        "WAV2VEC2_ASR_BASE_960H 16000",
    ),
    Program(
        "Ray: a remote worker loads",
        "ray",
        """
import sys, ray
ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)

@ray.remote
def frames(path):
    import torchaudio
    return torchaudio.load(path, num_frames=17)[0].shape[1]

print(ray.get(frames.remote(sys.argv[1])))
""",
        "17",
        "acestep_compat.install(children=True)",
    ),
    Program(
        "demucs: AudioFile, save_audio as wav and mp3",
        "demucs",
        """
import sys, torchaudio
from pathlib import Path
from demucs.audio import AudioFile, save_audio
track = AudioFile(Path(sys.argv[1])).read(seek_time=1, duration=2, streams=0, samplerate=44100, channels=2)
files = {"16.wav": {}, "24.wav": {"bits_per_sample": 24}, "32.wav": {"as_float": True}, "a.mp3": {}}
for name, options in files.items():
    save_audio(track, f"{sys.argv[2]}/{name}", 44100, **options)
    found = torchaudio.info(f"{sys.argv[2]}/{name}")
    print(found.num_channels, found.sample_rate, found.encoding, found.bits_per_sample, end="; ")
""",
        "2 44100 PCM_S 16; 2 44100 PCM_S 24; 2 44100 PCM_F 32; 2 44100 MP3 0; ",
    ),
    Program(
        "audiocraft: audio_read, audio_write, convert_audio, loudness",
        "audiocraft",
        """
import sys
from audiocraft.data.audio import audio_info, audio_read, audio_write
from audiocraft.data.audio_utils import convert_audio
waveform, rate = audio_read(sys.argv[1], seek_time=1.0, duration=2.0)
waveform = convert_audio(waveform, rate, 32000, 1)
path = audio_write(f"{sys.argv[2]}/out", waveform, 32000, strategy="loudness", loudness_compressor=True)
found = audio_info(path)
print(path.name, found.sample_rate, found.channels, round(found.duration, 2))
""",
        "out.wav 32000 1 2.0",
    ),
    Program(
        "speechbrain: SpeedPerturb, HiFi-GAN's mel spectrogram",
        "speechbrain",
        """
import sys, torch
from speechbrain.dataio.audio_io import load
from speechbrain.augment.time_domain import SpeedPerturb
from speechbrain.lobes.models.HifiGAN import mel_spectrogram
waveform, rate = load(sys.argv[1], num_frames=48000)
fast = SpeedPerturb(rate, [200])(waveform[:1])
mel = mel_spectrogram(16000, 256, 1024, 1024, 80, 0.0, 8000.0, 1, True, "slaney", "slaney", True, fast)
print(tuple(fast.shape), tuple(mel.shape))
""",
        "(1, 24000) (1, 80, 94)",
    ),
    Program(
        "lhotse: Recording through torchcodec, and a FLAC through torchaudio",
        "lhotse",
        """
import sys, torchaudio
import lhotse
torchaudio.save(f"{sys.argv[2]}/song.flac", *torchaudio.load(sys.argv[1], num_frames=240000))
files = {"TorchcodecBackend": sys.argv[1], "TorchaudioDefaultBackend": f"{sys.argv[2]}/song.flac"}
for backend, path in files.items():
    lhotse.set_current_audio_backend(backend)
    recording = lhotse.Recording.from_file(path)
    part = recording.load_audio(offset=1, duration=2)
    print(recording.sampling_rate, recording.num_samples, part.shape, end="; ")
""",
        "48000 2879471 (2, 96000); 48000 240000 (2, 96000); ",
    ),
    Program(
        "encodec: convert_audio, a model's encode and decode, save_audio",
        "encodec",
        """
import sys, torch, torchaudio
from pathlib import Path
from encodec import EncodecModel
from encodec.utils import convert_audio, save_audio
model = EncodecModel.encodec_model_24khz(pretrained=False)
waveform, rate = torchaudio.load(sys.argv[1], num_frames=48000)
waveform = convert_audio(waveform, rate, model.sample_rate, model.channels)
with torch.no_grad():
    decoded = model.decode(model.encode(waveform[None]))[0]
save_audio(decoded, Path(sys.argv[2]) / "out.wav", 24000)
print(torchaudio.info(f"{sys.argv[2]}/out.wav"))
""",
        "AudioMetaData(sample_rate=24000, num_frames=24000, num_channels=1, bits_per_sample=16, encoding=PCM_S)",
    ),
]
