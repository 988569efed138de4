"""The audio side of a generation pipeline such as ACE-Step's.

Loads a reference, runs a model that is compiled where that works, and saves the result: the same on
CUDA, ROCm, XPU, MPS and CPU.

Usage: python pipeline.py REFERENCE OUTPUT
"""

import argparse
from pathlib import Path

import torch

import acestep_compat as ac

SAMPLE_RATE = 48000


class Autoencoder(torch.nn.Module):
    """A stand-in for ACE-Step's DCAE, which is used through encode() and decode()."""

    def __init__(self) -> None:
        super().__init__()
        self.down = torch.nn.Conv1d(2, 16, kernel_size=16, stride=8, padding=4)
        self.up = torch.nn.ConvTranspose1d(16, 2, kernel_size=16, stride=8, padding=4)

    def encode(self, waveform: torch.Tensor) -> torch.Tensor:
        return torch.tanh(self.down(waveform))

    def decode(self, latent: torch.Tensor) -> torch.Tensor:
        return torch.tanh(self.up(latent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reference", type=Path)
    parser.add_argument("output", type=Path)
    arguments = parser.parse_args()

    ac.setup_torch_backends()
    device = ac.get_optimal_device()
    dtype = ac.get_optimal_dtype(device)
    model = Autoencoder().to(device, dtype).eval()
    model = ac.safe_torch_compile(model, methods=("encode", "decode"))

    reference, _ = ac.load_audio_safe_stereo(arguments.reference, SAMPLE_RATE)
    with torch.inference_mode():
        latent = model.encode(reference.unsqueeze(0).to(device, dtype))
        generated = model.decode(latent).squeeze(0)
    for method, status in ac.compile_status(model).items():
        print(f"{method}: {status.state} {status.reason}")

    # The result may be bfloat16 and on the GPU; a NaN must not lose a generation that took minutes.
    ac.save_audio_safe(arguments.output, generated, SAMPLE_RATE, on_nonfinite="zero")
    ac.safe_cuda_synchronize()
    ac.safe_cuda_empty_cache()
    print(f"{arguments.output}: {list(generated.shape)} on {device} in {dtype}")


if __name__ == "__main__":
    main()
