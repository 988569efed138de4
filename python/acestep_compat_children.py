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
        from acestep_compat._healing import finder, installing
        from acestep_compat._healing.children import options_of_parent

        installing.install(children=True, **options_of_parent())
        # Another thread may have got here first.
        sys.meta_path[:] = [other for other in sys.meta_path if other is not self]
        return finder.HealingFinder().find_spec(name, path, target)


sys.meta_path.insert(0, InstallOnDemand())  # type: ignore[arg-type]
