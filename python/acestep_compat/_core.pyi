from collections.abc import Sequence
from typing import Any, final

__version__: str

class AudioDecodeError(RuntimeError): ...
class ForeignContainerError(AudioDecodeError): ...

@final
class Source:
    def __init__(self, origin: object, argument: str = "audio_path") -> None: ...
    @property
    def path(self) -> str | bytes | None: ...
    @property
    def name(self) -> str: ...
    def read_all(self) -> bytes: ...

# (sample_rate, num_frames, num_channels, bits_per_sample, encoding, format, backend, tags, bit_rate, priming_frames)
_Info = tuple[int, int, int, int, str, str, str, dict[str, str], int, int]
# A DLPack capsule
_Capsule = Any

def read_info(source: Source) -> _Info: ...
def wav_order(encoding: str, num_channels: int) -> list[int]: ...
def load(
    source: Source,
    sr: int | None,
    channels: str,
    frame_offset: int,
    num_frames: int,
    offset: float | None,
    duration: float | None,
    resample_quality: str,
    num_threads: int,
) -> tuple[_Capsule, int]: ...
def load_integers(
    source: Source, bits: int, frame_offset: int, num_frames: int
) -> tuple[_Capsule, int]: ...

@final
class BatchLoader:
    def __init__(
        self,
        origins: Sequence[object],
        sr: int | None,
        channels: str,
        resample_quality: str,
        num_threads: int,
        ordered: bool,
        prefetch: int,
    ) -> None: ...
    # (index, samples or exception, sample_rate, source of what is no path); None at the end
    def next(self) -> tuple[int, Any, int, Source | None] | None: ...
    def close(self) -> None: ...

@final
class Reader:
    def __init__(
        self, source: Source, sr: int | None, channels: str, resample_quality: str
    ) -> None: ...
    def read(self, frames: int) -> _Capsule: ...
    def seek(self, source_frame: int) -> None: ...
    def tell(self) -> int: ...
    def close(self) -> None: ...
    @property
    def info(self) -> _Info: ...
    @property
    def sample_rate(self) -> int: ...
    @property
    def num_channels(self) -> int: ...

@final
class WriterSettings:
    def __init__(
        self,
        format: str | None,
        encoding: str | None,
        bits_per_sample: int | None,
        bit_rate: int | None,
        compression: float | str | None,
        tags: object,
        on_nonfinite: str,
    ) -> None: ...

@final
class Writer:
    def __init__(
        self, target: object, sample_rate: int, num_channels: int, settings: WriterSettings
    ) -> None: ...
    def write(self, samples: _Capsule) -> None: ...
    def commit(self) -> None: ...
    def discard(self) -> None: ...

def mix_channels(samples: _Capsule, levels: list[list[float]]) -> _Capsule: ...
def resample(
    samples: _Capsule, orig_sr: int, new_sr: int, quality: str, num_threads: int
) -> _Capsule: ...
def resample_filter(
    orig_sr: int, new_sr: int, quality: str
) -> list[tuple[int, int, int, list[float]]]: ...
def resample_input_range(
    orig_sr: int, new_sr: int, quality: str, first: int, last: int
) -> tuple[int, int]: ...
def resample_part(
    samples: _Capsule,
    available_from: int,
    orig_sr: int,
    new_sr: int,
    quality: str,
    first: int,
    last: int,
    num_threads: int,
) -> _Capsule: ...
def formats() -> list[tuple[str, bool, bool, str, str]]: ...
def format_from_extension(extension: str) -> str: ...
def choose_device(
    *, cuda_devices: int = 0, xpu_devices: int = 0, mps_available: bool = False
) -> str: ...
def choose_dtype(device: str, *, usable: bool, native_bfloat16: bool, prefer: str) -> str: ...
def choose_backend_settings(*, cuda_devices: int, rocm: bool) -> dict[str, bool | str]: ...
