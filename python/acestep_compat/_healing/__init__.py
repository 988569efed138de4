"""Heals programs that torchaudio or torchcodec stop today, without a change to them.

- A torchaudio whose compiled extension does not load imports, and works in all that is Python.
- torchaudio 2.9 and later get 2.8's names back (``load``, ``info``, ``save``, ``AudioMetaData``,
  ...).
- A torchcodec that is absent or does not load is replaced, in its audio half, by this package's.

Nothing that works is replaced, and nothing is imported before the program imports it.
"""

from .installing import install, uninstall
from .status import Status, status

__all__ = ["Status", "install", "status", "uninstall"]
