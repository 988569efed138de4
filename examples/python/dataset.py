"""A dataset of random clips for training, read by DataLoader workers.

Only the clip is decoded, never the whole file.

Usage: python dataset.py FOLDER
"""

import argparse
import random
from pathlib import Path

import torch
from torch.utils.data import DataLoader, Dataset

import acestep_compat as ac


class ClipDataset(Dataset[torch.Tensor]):
    """One random stereo clip [2, seconds * sample_rate] per file.

    A file that is too short is padded with silence.
    """

    def __init__(self, folder: Path, seconds: float = 5.0, sample_rate: int = 48000) -> None:
        self.seconds = seconds
        self.sample_rate = sample_rate
        self.num_frames = round(seconds * sample_rate)
        # The lengths come from headers: no audio is decoded here.
        self.files = [
            (path, ac.get_audio_info(path).duration) for path in sorted(folder.rglob("*.*"))
        ]

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, index: int) -> torch.Tensor:
        path, duration = self.files[index]
        offset = random.uniform(0, max(0.0, duration - self.seconds))
        clip, _ = ac.load_audio_safe_stereo(
            path, self.sample_rate, offset=offset, duration=self.seconds
        )
        clip = clip[:, : self.num_frames]
        return torch.nn.functional.pad(clip, (0, self.num_frames - clip.shape[1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    dataset = ClipDataset(parser.parse_args().folder)
    for batch in DataLoader(dataset, batch_size=4, shuffle=True, num_workers=2):
        print(list(batch.shape), f"peak {batch.abs().max():.3f}")


if __name__ == "__main__":
    main()
