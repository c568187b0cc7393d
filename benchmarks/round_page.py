"""How long the page takes to show another year, view or filter: ``round_page.py``.

The real page on a real encrypted file with ten recorded years and the desk's own worker. Measured
is the wall time from the choice until the list is painted; prints medians in milliseconds.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from canton import YEAR, municipalities
from prepared import KEY, prepared
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from sozdesk.archive.store import open_with_key
from sozdesk.features.rent_limits.ui.page import build
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import theme

TURNS = 9
YEARS = range(YEAR - 9, YEAR + 1)


class Navigation:
    """What the page asks of the main window."""

    def share_of(self, _page: str, usual: float) -> float:
        return usual

    def remember_share(self, _page: str, _share: float) -> None:
        """Not needed here."""

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_, **__: None


def milliseconds(choose: Callable[[int], None], is_shown: Callable[[int], bool]) -> float:
    found = []
    for turn in range(TURNS):
        begin = time.perf_counter()
        choose(turn)
        while not is_shown(turn):
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        app.processEvents()  # the paint of what is shown
        found.append((time.perf_counter() - begin) * 1000)
    return statistics.median(found)


app = QApplication([])
theme.apply(app, "light")
with tempfile.TemporaryDirectory() as work:
    prepared(Path(work), municipalities(86), YEARS).close(backup=False)
    desk = Desk()
    desk.open(lambda: (open_with_key(Path(work) / "bench.sozdesk", KEY), None))
    while desk.file is None:
        app.processEvents()
    area = build(desk, Navigation())
    area.resize(1064, 720)
    area.show()
    while area.round.data is None or area.round.detail is None:
        app.processEvents()
    page = area.round
    years = [YEAR - 1 - turn % 8 for turn in range(TURNS)]
    answer = {
        "another year": milliseconds(
            lambda turn: page.year_wanted.emit(years[turn]),
            lambda turn: page.year() == years[turn],
        ),
        "another view": milliseconds(
            lambda turn: page.view.set_value((turn + 1) % 3), lambda _turn: True
        ),
        "a chip": milliseconds(
            lambda turn: page.choose_chip(("recorded", "all")[turn % 2]), lambda _turn: True
        ),
        "a letter in the filter": milliseconds(
            lambda turn: page.filter.setText("abcdefghi"[turn]), lambda _turn: True
        ),
    }
    desk.stop()
print(json.dumps(answer))
