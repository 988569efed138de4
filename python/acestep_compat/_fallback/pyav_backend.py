"""PyAV: FFmpeg's libraries, which its wheels bring along."""

from __future__ import annotations

import torch

from .media import Decoded, Media, check_stream, to_wav


def decode(media: Media) -> Decoded:
    import av

    with av.open(media.path_or_file, options={"protocol_whitelist": "file,pipe"}) as container:
        if not container.streams.audio:
            raise ValueError("no audio stream")
        if media.stream_index is None:
            stream = container.streams.best("audio")
        else:
            check_stream(media.stream_index, [each.type for each in container.streams])
            stream = container.streams[media.stream_index]
        sample_rate, channels = stream.rate, stream.channels
        # Interleaved floats at the stream's own rate and layout.
        resampler = av.AudioResampler(format="flt", layout=stream.layout, rate=sample_rate)
        pieces = []
        for frame in [*container.decode(stream), None]:
            for piece in resampler.resample(frame):
                pieces.append(bytes(piece.planes[0])[: piece.samples * channels * 4])
        codec, index = stream.codec_context.name, stream.index
    interleaved = bytearray(b"".join(pieces))
    if not interleaved:
        raise ValueError("no audio frames")
    samples = torch.frombuffer(interleaved, dtype=torch.float32).view(-1, channels).t()
    return Decoded(to_wav(samples, sample_rate), codec.upper(), index)
