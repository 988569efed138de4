"""torchcodec's AudioDecoder."""

from __future__ import annotations

from .media import Decoded, Media, to_wav


def decode(media: Media) -> Decoded:
    from torchcodec.decoders import AudioDecoder

    decoder = AudioDecoder(media.path_or_file)
    samples = decoder.get_all_samples()
    return Decoded(
        to_wav(samples.data, samples.sample_rate), (decoder.metadata.codec or "").upper()
    )
