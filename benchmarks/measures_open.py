"""How long the area «Massnahmen» takes to open: ``measures_open.py``.

The real page on real encrypted files with one period and with ten, each of 60 measures with 40
dated entries, and the desk's own worker. Measured is the wall time from building the page until it
is painted with the detail beside the list, in turns (one period, ten, one, ten …), and the longest
the window works at a stretch. Prints medians in milliseconds, the ratio, and the longest of all.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from prepared import KEY
from PySide6.QtWidgets import QApplication

from sozdesk.archive.file_info import OfficeKind
from sozdesk.archive.new_file import StartFile, fill_new_file
from sozdesk.archive.store import Archive, open_with_key
from sozdesk.features.strategy.records import (
    ActionFieldRecord,
    MeasureRecord,
    MeasureStatusRecord,
    PeriodRecord,
)
from sozdesk.features.strategy.ui.page import MeasuresPage, build
from sozdesk.kernel.context import Context
from sozdesk.kernel.ids import seeded_ids
from sozdesk.kernel.usecase import Outcome, usecase
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import theme

TURNS = 9
MEASURES, ENTRIES = 60, 40
NOW = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)


class Navigation:
    """What the page asks of the main window."""

    def share_of(self, _page: str, usual: float) -> float:
        return usual

    def view_of(self, _page: str, usual: str) -> str:
        return usual

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_, **__: None


@usecase(undoable=False)
def make_period(session, year: int, context: Context) -> Outcome:
    """A period of four years with all its measures."""
    period = PeriodRecord(
        id=context.new_id(),
        code=f"{year}-{year + 3}",
        begins=date(year, 1, 1),
        ends=date(year + 3, 12, 31),
        expected=MEASURES,
    )
    session.add(period)
    session.flush()
    for number in range(MEASURES):
        _add_measure(session, period, number, context)
    return Outcome(summary="made")


def _add_measure(session, period: PeriodRecord, number: int, context: Context) -> None:
    field_number, place = divmod(number, 10)
    if place == 0:
        session.add(
            ActionFieldRecord(
                id=_field_id(period, field_number, context),
                period_id=period.id,
                number=field_number + 1,
                name=f"Handlungsfeld {field_number + 1}",
            )
        )
        session.flush()
    measure = MeasureRecord(
        id=context.new_id(),
        period_id=period.id,
        field_id=_field_id(period, field_number, context),
        number=f"{field_number + 1}.{place + 1}",
        position=(field_number + 1) * 1000 + place + 1,
        title=f"Massnahme mit einem Titel von üblicher Länge, Nummer {number + 1}",
        aim="Ein Ziel in einem Satz.",
        priority=number % 3 + 1,
        horizon=None,
        poverty_strategy="no",
    )
    session.add(measure)
    session.flush()
    for entry in range(ENTRIES):
        day = period.begins + timedelta(days=30 * entry)
        session.add(
            MeasureStatusRecord(
                id=context.new_id(),
                measure_id=measure.id,
                as_of=day,
                state="in_progress",
                reason=None,
                text="Zwei Sätze über das, was seit dem letzten Stand geschah. Mehr steht hier nicht.",
            )
        )


_fields: dict[tuple[object, int], object] = {}


def _field_id(period: PeriodRecord, number: int, context: Context) -> object:
    return _fields.setdefault((period.id, number), context.new_id())


def made(path: Path, periods: int) -> Path:
    new_id = seeded_ids(periods)
    command = StartFile(office_kind=OfficeKind.KSA, office_name="KSA", person_name="Bench")
    fill_new_file(path, KEY, command, clock=lambda: NOW, new_id=new_id)
    archive = _opened(path)
    for number in range(periods):
        archive.run(make_period, 2025 - 4 * number)
    archive.close(backup=False)
    return path


def _opened(path: Path) -> Archive:
    return open_with_key(path, KEY, clock=lambda: NOW, new_id=seeded_ids(7))


def opened(desk: Desk) -> tuple[float, float]:
    """Milliseconds until the page is there with its detail, and the longest work at a stretch.

    The latter in processor time of the window's own thread: what other programs and the archive
    thread take is not its doing.
    """
    begin, last, longest = time.perf_counter(), time.thread_time(), 0.0
    page = build(desk, Navigation())
    assert isinstance(page, MeasuresPage)
    page.resize(1064, 720)
    page.show()
    while page.detail is None or page.detail.data is None:
        app.processEvents()
        now = time.thread_time()
        longest, last = max(longest, now - last), now
    page.repaint()
    app.processEvents()
    longest = max(longest, time.thread_time() - last)
    end = time.perf_counter()
    page.deleteLater()
    return (end - begin) * 1000, longest * 1000


app = QApplication([])
theme.apply(app, "light")
with tempfile.TemporaryDirectory() as work:
    desks: dict[int, Desk] = {}
    for periods in (1, 10):
        path = made(Path(work, f"{periods}.sozdesk"), periods)
        desks[periods] = Desk()
        desks[periods].open(lambda path=path: (_opened(path), None))
        while desks[periods].file is None:
            app.processEvents()
    found: dict[int, list[tuple[float, float]]] = {1: [], 10: []}
    for _ in range(TURNS + 1):
        for periods, desk in desks.items():
            found[periods].append(opened(desk))
    for desk in desks.values():
        desk.stop()
once, ten = (statistics.median(total for total, _ in found[n][1:]) for n in (1, 10))
print(
    json.dumps(
        {
            "one period": once,
            "ten periods": ten,
            "ratio": ten / once,
            "longest work at a stretch": max(longest for _, longest in found[10][1:]),
        }
    )
)
