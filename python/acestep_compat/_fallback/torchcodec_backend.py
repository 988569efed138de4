"""torchcodec's AudioDecoder."""

from __future__ import annotations

from .media import Decoded, Media, NoSuchStreamError, to_wav


def decode(media: Media) -> Decoded:
    from torchcodec.decoders import AudioDecoder

    try:
        decoder = AudioDecoder(media.path_or_file, stream_index=media.stream_index)
    except ValueError as error:
        if media.stream_index is None:
            raise
        raise NoSuchStreamError(str(error)) from error
    samples = decoder.get_all_samples()
    return Decoded(
        to_wav(samples.data, samples.sample_rate),
        (decoder.metadata.codec or "").upper(),
        decoder.stream_index,
    )
