"""The audio half of torchcodec on this package's decoders: the stand-in where the real one does
not load.

``acestep_compat.install()`` puts it under the name ``torchcodec``; it can be used directly too.
Messages and semantics follow torchcodec 0.17, whose tests and callers look for them.

Example::

    from acestep_compat.torchcodec_compat.decoders import AudioDecoder

    samples = AudioDecoder("song.mp3", sample_rate=16000, num_channels=1).get_samples_played_in_range(1.0, 3.0)
    samples.data, samples.pts_seconds
"""

from . import decoders, encoders
from ._samples import AudioSamples

__version__ = "0.17.0+acestep.compat"
"""The release of torchcodec whose audio interface is provided."""

ffmpeg_major_version = 8
"""The release of FFmpeg whose answers are given where its releases differ (an MP3's duration is exact from 8 on); no
FFmpeg is used. Callers take None for "no audio decoding"."""

__all__ = ["AudioSamples", "decoders", "encoders"]
