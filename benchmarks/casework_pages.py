"""The pages of «Fälle» as a person opens them and types into them, for ``casework.py``.

Each time is taken twice: on the clock, and in processor time, which another load of the machine
changes little. Nothing is kept between two openings: the page before is deleted.

``casework_pages.py FILE`` prints the most megabytes that a process held which only opens this file and
the areas «Fälle» and «Abrechnung» (the modules of the data and of the drafting are no part of that).
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStackedWidget

import sozdesk.runtime  # noqa: F401 - the first after Qt, as when the program starts
from sozdesk.archive.engine import RawKey
from sozdesk.archive.store import Archive, open_with_key
from sozdesk.features.billing.ui import page as billing_page
from sozdesk.features.cases.ui import invoices_page, participations_page
from sozdesk.features.cases.ui import page as cases_page
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import theme

WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
"""Asking without a pause would hold up the archive thread."""
WORDS = ("muster12", "beispiel7", "d-0123", "erfunden anna")
PAGES: dict[str, Callable[..., Any]] = {
    "Fälle": cases_page.build,
    "Teilnahmen": participations_page.build,
    "Rechnungen": invoices_page.build,
}


KEY = RawKey(bytes(range(32)), bytes(range(16)))
"""That of ``prepared``, which loads more than a page needs."""


class Navigation:
    """What a page asks of the main window."""

    def share_of(self, _page: str, usual: float) -> float:
        return usual

    def view_of(self, _page: str, usual: object) -> object:
        return usual

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_, **__: None


@dataclass(frozen=True)
class Span:
    """Milliseconds on the clock and of the processor (all threads of the process)."""

    wall: float
    work: float


@dataclass(frozen=True)
class Opened:
    """From the click until the list is painted; until everything is there; the longest stretch."""

    painted: Span
    whole: Span
    stretch: float
    """Processor milliseconds of the GUI thread without looking at keys and mouse."""


class Watch:
    """Runs from when it is made."""

    def __init__(self) -> None:
        self._wall, self._work = time.perf_counter(), time.process_time()

    def span(self) -> Span:
        wall, work = time.perf_counter() - self._wall, time.process_time() - self._work
        return Span(wall * 1000, work * 1000)


def open_desk(opened: Callable[[Path], Archive], path: Path) -> Desk:
    desk = Desk()
    failed: list[Exception] = []
    desk.open(lambda: (opened(path), None), failed=failed.append)
    while desk.file is None and not failed:
        QApplication.processEvents(WAIT)
    if failed:
        raise failed[0]
    return desk


def open_page(desk: Desk, name: str) -> tuple[Any, Opened]:
    """A page and how long it took."""
    watch = Watch()
    begin = time.thread_time()
    page = PAGES[name](desk, Navigation())
    page.resize(1064, 720)
    page.show()
    longest = time.thread_time() - begin

    def step() -> None:
        nonlocal longest
        begin = time.thread_time()
        QApplication.processEvents(WAIT)
        longest = max(longest, time.thread_time() - begin)

    while page.data is None:
        step()
    page.table.viewport().repaint()
    painted = watch.span()
    while not (page.data.whole and (page.detail or not page.model.total())):
        step()
    page.table.viewport().repaint()
    return page, Opened(painted, watch.span(), longest * 1000)


def leave(page: Any, desk: Desk) -> None:
    """Delete a page, when the desk has done what it still asked for."""
    settle(desk)
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle(desk)


def settle(desk: Desk) -> None:
    """Wait until everything that was asked before is answered."""
    told: list[bool] = []
    desk.call(lambda _archive: True, done=told.append)
    while not told:
        QApplication.processEvents(WAIT)


def typed(page: Any) -> list[Span]:
    """Each key until the list is painted; ``work`` is that of the GUI thread alone."""
    times = []
    for word in WORDS:
        page.search.clear()
        settle(page.desk)
        for letter in word:
            wall, work = time.perf_counter(), time.thread_time()
            QTest.keyClick(page.search, letter)
            page.table.viewport().repaint()
            QApplication.processEvents()
            wall, work = time.perf_counter() - wall, time.thread_time() - work
            times.append(Span(wall * 1000, work * 1000))
    page.search.clear()
    settle(page.desk)
    return times


def held(path: Path) -> float:
    """Megabytes at most of this process, with both areas of a file open."""
    desk = open_desk(lambda one: open_with_key(one, KEY), path)
    window = QStackedWidget()
    window.resize(1064, 720)
    window.show()
    for build in (cases_page.build, billing_page.build):
        window.setCurrentIndex(window.addWidget(build(desk, Navigation())))
        for _answer in range(4):  # each asks for the next: a screen, all, what a search looks at
            settle(desk)
    desk.stop()
    # not getrusage: what the process before the fork held would count, too
    lines = Path("/proc/self/status").read_text().splitlines()
    most = next(line for line in lines if "VmHWM" in line)
    return int(most.split()[1]) / 1024


if __name__ == "__main__":
    app = QApplication([])
    theme.apply(app, "light")
    print(held(Path(sys.argv[1])))
