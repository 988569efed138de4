"""AudioReader and AudioWriter."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest
import torch

import acestep_compat as ac
import corpus


@pytest.mark.parametrize("name", corpus.SHORT)
@pytest.mark.parametrize("rate", [None, 16000])
def test_the_blocks_joined_equal_one_load(files: Path, name: str, rate: int | None) -> None:
    with ac.AudioReader(files / name, rate, block_frames=5000) as reader:
        blocks = list(reader)
    assert all(block.shape[1] == 5000 for block in blocks[:-1])
    assert torch.equal(torch.cat(blocks, 1), ac.load_audio_safe(files / name, rate)[0])


def test_read_gives_what_is_asked_for_and_less_at_the_end_only(files: Path) -> None:
    whole, _ = ac.load_audio_safe(files / "s24.flac", mono=True)
    with ac.AudioReader(files / "s24.flac", mono=True) as reader:
        assert (reader.num_channels, reader.sample_rate) == (1, corpus.RATE)
        assert torch.equal(reader.read(1000), whole[:, :1000])
        assert reader.tell() == 1000
        assert reader.read(0).shape == (1, 0)
        assert torch.equal(reader.read(), whole[:, 1000:])
        assert reader.read(10).shape == (1, 0)
        assert reader.read().shape == (1, 0)


def test_seek_counts_frames_of_the_source(files: Path) -> None:
    whole, _ = ac.load_audio_safe(files / "vbr.mp3")
    with ac.AudioReader(files / "vbr.mp3") as reader:
        for frame in (100000, 3, 0, whole.shape[1] - 5, whole.shape[1] + 5):
            reader.seek(frame)
            assert torch.equal(reader.read(300), whole[:, frame : frame + 300])
    with ac.AudioReader(files / "s16.wav", 16000) as reader:
        reader.seek(10000)
        assert torch.equal(
            reader.read(), ac.load_audio_safe(files / "s16.wav", 16000, frame_offset=10000)[0]
        )


def test_a_reader_tells_about_its_file_and_closes_it(files: Path) -> None:
    with ac.AudioReader(files / "s16.wav") as reader:
        assert reader.info == ac.get_audio_info(files / "s16.wav")
        assert not reader.closed
    assert reader.closed
    reader.close()
    for use in (lambda: reader.read(1), lambda: reader.seek(0), reader.tell, lambda: next(reader)):
        with pytest.raises(ValueError, match="closed"):
            use()


@pytest.mark.posix
def test_a_closed_reader_holds_no_descriptor(files: Path) -> None:
    descriptors = len(os.listdir("/proc/self/fd"))
    with ac.AudioReader(files / "s16.wav"):
        assert len(os.listdir("/proc/self/fd")) > descriptors
    assert len(os.listdir("/proc/self/fd")) == descriptors


@pytest.mark.parametrize(("method", "value"), [("read", -2), ("seek", -1)])
def test_a_wrong_count_is_named(files: Path, method: str, value: int) -> None:
    with ac.AudioReader(files / "s16.wav") as reader, pytest.raises(ValueError, match=str(value)):
        getattr(reader, method)(value)
    with pytest.raises(ValueError, match="block_frames"):
        ac.AudioReader(files / "s16.wav", block_frames=0)


def test_a_reader_used_by_two_threads_loses_nothing(files: Path) -> None:
    whole, _ = ac.load_audio_safe(files / "s24.flac")
    blocks: list[torch.Tensor] = []
    refused: list[str] = []

    def consume() -> None:
        while True:
            try:
                block = reader.read(50000)
            except RuntimeError as error:  # the other thread is inside
                refused.append(str(error))
                continue
            if block.shape[1] == 0:
                return
            blocks.append(block)

    with ac.AudioReader(files / "s24.flac") as reader:
        threads = [threading.Thread(target=consume) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(block.shape[1] for block in blocks) == whole.shape[1]
    assert all("another thread" in text for text in refused)


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3"])
def test_blocks_written_make_the_file_of_one_save(
    clip: torch.Tensor, tmp_path: Path, name: str
) -> None:
    ac.save_audio_safe(tmp_path / name, clip, corpus.RATE)
    whole = (tmp_path / name).read_bytes()
    with ac.AudioWriter(tmp_path / name, corpus.RATE, 2) as writer:
        for block in clip.split(30001, dim=1):
            writer.write(block)
        assert (tmp_path / name).read_bytes() == whole  # the old file, until the end
    expected = ac.load_audio_safe(whole)[0]
    assert torch.equal(ac.load_audio_safe(tmp_path / name)[0], expected)


def test_an_exception_discards_what_was_written(clip: torch.Tensor, tmp_path: Path) -> None:
    path = tmp_path / "a.flac"
    with pytest.raises(KeyError), ac.AudioWriter(path, 48000, 2) as writer:
        writer.write(clip)
        raise KeyError("the caller's own")
    assert writer.closed
    assert os.listdir(tmp_path) == []
    writer = ac.AudioWriter(path, 48000, 2)
    writer.write(clip)
    writer.discard()
    assert os.listdir(tmp_path) == []
    with pytest.raises(ValueError, match="closed"):
        writer.write(clip)


def test_a_forgotten_writer_leaves_nothing(clip: torch.Tensor, tmp_path: Path) -> None:
    writer = ac.AudioWriter(tmp_path / "a.flac", 48000, 2)
    writer.write(clip)
    del writer
    assert os.listdir(tmp_path) == []


def test_closing_completes_the_file_once(clip: torch.Tensor, tmp_path: Path) -> None:
    file = io.BytesIO()
    writer = ac.AudioWriter(file, 48000, 2, "wav", encoding="PCM_S", bits_per_sample=16)
    writer.write(clip)
    assert file.getvalue() == b""
    writer.close()
    size = len(file.getvalue())
    writer.close()
    assert size == len(file.getvalue()) > clip.numel() * 2


def test_a_block_with_other_channels_or_type_is_refused(clip: torch.Tensor, tmp_path: Path) -> None:
    with ac.AudioWriter(tmp_path / "a.wav", 48000, 2) as writer:
        writer.write(clip)
        with pytest.raises(ValueError, match="num_channels=2"):
            writer.write(clip[:1])
        with pytest.raises(ValueError, match="type"):
            writer.write(torch.zeros(2, 10, dtype=torch.int16))
    assert ac.get_audio_info(tmp_path / "a.wav").num_frames == clip.shape[1]


def test_a_reader_and_a_writer_show_what_they_are(files: Path, tmp_path: Path) -> None:
    path = str(files / "s16.wav")
    with ac.AudioReader(path, sr=16000, mono=True) as reader:
        opened = f"AudioReader({path!r}, sample_rate=16000, num_channels=1, closed="
        assert repr(reader) == opened + "False)"
    assert repr(reader) == opened + "True)"
    path = str(tmp_path / "a.flac")
    with ac.AudioWriter(path, 48000, 2) as writer:
        opened = f"AudioWriter({path!r}, sample_rate=48000, num_channels=2, format=None, closed="
        assert repr(writer) == opened + "False)"
    assert repr(writer) == opened + "True)"


def test_a_file_is_converted_in_blocks_without_being_held(files: Path, tmp_path: Path) -> None:
    with ac.AudioReader(files / "s24.wav", sr=48000) as reader:
        with ac.AudioWriter(tmp_path / "a.flac", reader.sample_rate, reader.num_channels) as writer:
            for block in reader:
                writer.write(block)
    expected, _ = ac.load_audio_safe(files / "s24.wav", 48000)
    loaded, _ = ac.load_audio_safe(tmp_path / "a.flac")
    torch.testing.assert_close(loaded, expected.clamp(-1, 1), rtol=0, atol=2**-23)  # 24 bits
