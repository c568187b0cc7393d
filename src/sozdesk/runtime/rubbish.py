"""Python looks for rubbish only while nothing works beside the GUI thread.

The collector runs on whatever thread happens to allocate. A page that one has left is rubbish in
circles; found on another thread, its widgets are deleted while Qt deletes them too, and the program
crashes (seen with a table that is read while the page before it was just closed).
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_working = 0
_was_on = False


@contextmanager
def untouched() -> Iterator[None]:
    """Keep the collector still while the block runs, whatever runs beside it."""
    global _working, _was_on  # noqa: PLW0603 - one collector per process, one count
    with _lock:
        if _working == 0:
            _was_on = gc.isenabled()
            gc.disable()
        _working += 1
    try:
        yield
    finally:
        with _lock:
            _working -= 1
            if _working == 0 and _was_on:
                gc.enable()
