"""An ffmpeg program on the PATH."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from .media import Decoded, Media

_TIME_LIMIT = 600.0  # seconds; a day of AAC takes about two minutes


def decode(media: Media) -> Decoded:
    program = shutil.which("ffmpeg")
    if program is None:
        raise FileNotFoundError("no ffmpeg program on the PATH")
    # A file: path cannot be taken for an option or a URL, and the whitelist keeps what the file
    # refers to from opening anything but files.
    command = [program, "-nostdin", "-hide_banner", "-protocol_whitelist", "file,pipe"]
    command += ["-i", "file:" + os.fsdecode(media.path), "-vn", "-map", "0:a:0"]
    command += ["-c:a", "pcm_f32le", "-bitexact", "-f", "wav", "pipe:1"]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_TIME_LIMIT, check=False
    )
    messages = done.stderr.decode(errors="replace")
    if done.returncode != 0:
        raise RuntimeError(messages.strip().rpartition("\n")[2] or f"status {done.returncode}")
    codec = re.search(r"Stream #0:\d+.*?: Audio: (\w+)", messages)
    return Decoded(done.stdout, codec[1].upper() if codec else "UNKNOWN")
