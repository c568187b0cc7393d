"""Python looks for rubbish only while nothing works beside the GUI thread.

The collector runs on whatever thread happens to allocate. A page that one has left is rubbish in
circles; found on another thread, its widgets are deleted while Qt deletes them too, and the program
crashes (seen with a table that is read while the page before it was just closed). So it is both
stopped and let loose on the GUI thread: a thread that let it loose after its own work would be the
next one to allocate, and the one to delete what the pages before left.
"""

from __future__ import annotations

import gc

_working = 0
_was_on = False


def hold() -> None:
    """Keep the collector still until :func:`release`, before another thread gets work."""
    global _working, _was_on  # noqa: PLW0603 - one collector per process, one count
    if _working == 0:
        _was_on = gc.isenabled()
        gc.disable()
    _working += 1


def release() -> None:
    """One piece of work less; the last one lets the collector go on."""
    global _working  # noqa: PLW0603 - as above
    _working -= 1
    if _working == 0 and _was_on:
        gc.enable()


def begin() -> None:
    """Look for rubbish from now on (the start kept it off), or as soon as nothing works."""
    global _was_on  # noqa: PLW0603 - as above
    if _working:
        _was_on = True
    else:
        gc.enable()
