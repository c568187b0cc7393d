"""The map page, from the click to the painted map, and every switch on it; prints, asserts nothing.

    python3 benchmarks/map_page.py        (offscreen, with the interpreter of .venv)

Two files: the sample canton (first shown), and ten years of all 86 municipalities (switches). The
modules of the area are loaded before, as in the program, where the map is opened from its page.
Seconds are those of the clock on the wall, because they are what a person waits.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from canton import declarations
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from sozdesk.app import demo, office_file
from sozdesk.archive.store import open_with_password
from sozdesk.features.offices import queries as offices
from sozdesk.features.rent_limits import usecases
from sozdesk.features.rent_limits.terms import MAIN_CATEGORIES, MapSubject
from sozdesk.features.rent_limits.ui import page as area_page
from sozdesk.runtime.desk import InlineDesk
from sozdesk.widgets import theme

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive
    from sozdesk.features.rent_limits.ui.map_page import MapPage

PASSWORD = "nur zum Messen"
YEARS = range(2018, 2028)
LAST = YEARS[-1]
TURNS = 5


class _Navigator:
    """The main window, as far as the pages need it here."""

    def __init__(self) -> None:
        self.shown: MapPage | None = None

    def open_subpage(self, widget: MapPage) -> None:
        self.shown = widget
        widget.resize(1064, 720)
        widget.show()

    def share_of(self, _page: str, usual: float) -> float:
        return usual

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_arguments, **_target: None


def main() -> None:
    app = QApplication([])
    theme.apply(app, "light")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SOZDESK_CONFIG_DIR"] = str(Path(folder, "profile"))
        _measure_first(Path(folder))
        _measure_switches(Path(folder))


def _measure_first(folder: Path) -> None:
    demo.build_sample(
        folder / "beispiel.sozdesk", progress=lambda *_: None, cancelled=lambda: False
    )
    archive = open_with_password(folder / "beispiel.sozdesk", demo.PASSWORD)
    first, later = _opened(archive), [_opened(archive) for _ in range(TURNS)]
    archive.close(backup=False)
    print(f"sample canton, map first shown after the click: {1000 * first:.0f} ms (goal 300)")
    print(f"    opened again: {1000 * statistics.median(later):.0f} ms")


def _opened(archive: Archive) -> float:
    """Seconds from the click on «Karte» to the painted page."""
    desk, navigator = _desk(archive), _Navigator()
    area = area_page.build(desk, navigator)  # type: ignore[arg-type]
    area.show()
    _paint()
    begin = time.perf_counter()
    area.round.open_map()
    _paint()
    seconds = time.perf_counter() - begin
    assert navigator.shown is not None
    navigator.shown.deleteLater()
    area.deleteLater()
    return seconds


def _measure_switches(folder: Path) -> None:
    archive = _ten_years(folder / "zehn.sozdesk")
    navigator = _Navigator()
    area = area_page.build(_desk(archive), navigator)  # type: ignore[arg-type]
    area.round.open_map()
    page = navigator.shown
    assert page is not None
    _paint()
    _print("household size", [_timed(page.household.set_value, s) for s in MAIN_CATEGORIES[1:]])
    _print("«Zeigen»", [_timed(page.subject.set_value, s) for s in reversed(MapSubject)])
    years = [*reversed(YEARS[:-1])]
    _print("year, read for the first time", [_timed(page.years.set_value, y) for y in years])
    _print("year, read before", [_timed(page.years.set_value, y) for y in reversed(years)])
    _print("all sizes, first shown", [_timed(page.all_link.click)])
    _print("all sizes, year", [_timed(page.years.set_value, y) for y in years[:4]])
    archive.close(backup=False)


def _ten_years(path: Path) -> Archive:
    archive = office_file.new_file(
        path, office_kind="ksa", person_name="Messung", password=PASSWORD
    ).archive
    towns = archive.query(offices.municipalities, date(LAST, 1, 1))
    for year in YEARS:
        archive.run(usecases.open_round, usecases.OpenRound(year=year))
        entries = tuple(
            usecases.ReturnEntry(
                declaration=declared,
                findings=(),
                decision=usecases.EntryDecision.RECORD,
                received_on=date(year - 1, 12, 1),
            )
            for declared in declarations(towns, year).values()
        )
        archive.run(usecases.record_returns, usecases.RecordReturns(year=year, entries=entries))
    return archive


def _desk(archive: Archive) -> InlineDesk:
    desk = InlineDesk()
    desk.adopt(archive)
    return desk


def _paint() -> None:
    """Until nothing is left to lay out or to draw."""
    for _ in range(5):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _timed(act: Callable[..., object], *arguments: object) -> float:
    begin = time.perf_counter()
    act(*arguments)
    _paint()
    return time.perf_counter() - begin


def _print(what: str, seconds: list[float]) -> None:
    middle, most = 1000 * statistics.median(seconds), 1000 * max(seconds)
    print(f"ten years, {what}: {middle:.0f} ms, at most {most:.0f} ms (goal 100)", flush=True)


if __name__ == "__main__":
    main()
