"""Heals child processes that start bare; run at start-up by acestep_compat_children.pth if
ACESTEP_COMPAT_INSTALL=1.

Importing acestep_compat imports torch, which a child that needs no audio should not pay for. So
this only waits for the first import that healing is about.
"""

import sys

_AWAITED = ("torchaudio", "torchcodec", "datasets", "transformers", "whisper", "whisperx")


class InstallOnDemand:
    """A finder that calls ``acestep_compat.install()`` when one of the awaited packages is looked
    for.
    """

    def find_spec(self, name, path=None, target=None):  # type: ignore[no-untyped-def]
        if name not in _AWAITED:
            return None
        sys.meta_path.remove(self)  # type: ignore[arg-type]
        import acestep_compat
        from acestep_compat.healing.finder import HealingFinder

        acestep_compat.install(children=True)
        finder = next(finder for finder in sys.meta_path if isinstance(finder, HealingFinder))
        return finder.find_spec(name, path, target)


sys.meta_path.insert(0, InstallOnDemand())  # type: ignore[arg-type]
