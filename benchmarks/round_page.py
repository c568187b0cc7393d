"""How long the page takes to show another year, view or filter: ``round_page.py``.

The real page on a real encrypted file with ten recorded years and the desk's own worker. Measured
is the wall time from the choice until the list is being painted (which takes about 3 ms), and for
another year also until that happens with the detail beside it; prints medians in milliseconds.
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
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication

from sozdesk.archive.store import open_with_key
from sozdesk.features.rent_limits.ui.page import build
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import theme
from sozdesk.widgets.table import TableView

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


class Painted(QObject):
    """Whether a list of the page was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = False
        self.at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and isinstance(watched.parent(), TableView):
            self.seen, self.at = True, time.perf_counter()
        return False


def milliseconds(choose: Callable[[int], None], is_there: Callable[[int], bool]) -> float:
    """Until ``is_there`` and a list was painted after that."""
    found = []
    for turn in range(TURNS):
        begin = time.perf_counter()
        choose(turn)
        painted.seen = False
        while not (is_there(turn) and painted.seen):
            painted.seen = painted.seen and is_there(turn)
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        found.append((painted.at - begin) * 1000)
        settle()
    return statistics.median(found)


def settle() -> None:
    """Everything that still comes, so that the next turn begins at rest."""
    rest = time.perf_counter() + 0.25
    while time.perf_counter() < rest:
        app.processEvents()


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
    painted = Painted()
    app.installEventFilter(painted)
    years = [YEAR - 1 - turn % 8 for turn in range(TURNS)]
    answer = {
        "another year": milliseconds(
            lambda turn: page.year_wanted.emit(years[turn]),
            lambda turn: page.year() == years[turn],
        ),
        "another year, with the detail": milliseconds(
            lambda turn: page.year_wanted.emit(years[turn]),
            lambda turn: page.detail is not None and page.detail.data.year == years[turn],
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
