"""Python looks for rubbish on the GUI thread only, between two events, while nothing works beside it.

By itself the collector runs wherever something happens to be allocated: on another thread, or in the
middle of a call of Qt. A page that one has left is rubbish in circles; found there, its widgets are
deleted under Qt's hands, and the program crashes (seen with a table that is read while the page before
it was just closed, and with the list of all widgets, of which some were gone before PySide6 had made
Python objects of them). So it never runs by itself; a timer looks, which is answered between events.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 1_000
"""Milliseconds between two looks."""

_working = 0


def hold() -> None:
    """Look for nothing until :func:`release`, before another thread gets work."""
    global _working  # noqa: PLW0603 - one collector per process, one count
    _working += 1


def release() -> None:
    """One piece of work less."""
    global _working  # noqa: PLW0603 - as above
    _working -= 1


def begin(owner: QObject) -> None:
    """Look from now on, as long as the owner lives (the start keeps the collector off)."""
    timer = QTimer(owner)
    timer.timeout.connect(look)
    timer.start(EVERY)


def look() -> None:
    """Collect the oldest generation that Python would collect by itself now; on the GUI thread."""
    if _working:
        return
    counts, most = gc.get_count(), gc.get_threshold()
    for generation in reversed(range(len(counts))):
        if counts[generation] > most[generation]:
            gc.collect(generation)
            return
