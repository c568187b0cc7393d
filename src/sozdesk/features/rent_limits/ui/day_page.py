"""«Grenzwerte an einem Tag»: what is valid on a day, or what was published by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from sozdesk.documents.report import Kind
from sozdesk.features.rent_limits import queries, rules
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    TOPIC,
    Audience,
    Declaration,
    PublicationRow,
    PublishedRow,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.features.rent_limits.ui.list_output import ListOutput
from sozdesk.features.rent_limits.ui.lists import amount_column
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import labels
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.list_columns import ListColumn, columns_of
from sozdesk.widgets.list_pane import FilterInput, ListPane
from sozdesk.widgets.page import Page
from sozdesk.widgets.page_work import PageWork
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.typed import DateInput

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

VALID = "valid"
_VIEWS: tuple[tuple[str, str], ...] = (
    (VALID, "gültig"),
    *((audience.value, f"veröffentlicht für {word(audience)}") for audience in Audience),
)
_AFTER = 300
"""Milliseconds without a key press."""
_NOTHING = "Keine Gemeinde passt zu diesem Filter."


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One municipality with what holds or was published."""

    bfs_number: int
    name: str
    district: str
    declaration: Declaration | None
    since: date | None
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayData:
    """All municipalities, and where that comes from."""

    rows: tuple[DayRow, ...]
    facts: str


def load(archive: Archive, day: date, view: str) -> DayData:
    """What the page shows."""
    return _valid(archive, day) if view == VALID else _published(archive, day, Audience(view))


def _valid(archive: Archive, day: date) -> DayData:
    found = archive.query(queries.in_force, day)
    rows = tuple(
        DayRow(
            bfs_number=row.bfs_number,
            name=row.name,
            district=row.district,
            declaration=row.declaration,
            since=row.since,
            origin=_origin(row.declaration, day, is_change=row.is_change),
        )
        for row in found
    )
    return DayData(rows=rows, facts=_valid_facts(rows, day))


def _valid_facts(rows: Sequence[DayRow], day: date) -> str:
    known = [row.declaration for row in rows if row.declaration]
    said = f"Was am {german.day(day)} gilt, mit Änderungen. {len(known)} von {len(rows)} Gemeinden"
    older = sum(one.year < day.year for one in known)
    return f"{said}, {older} aus einem früheren Jahr." if older else f"{said}."


def _origin(declaration: Declaration | None, day: date, *, is_change: bool) -> str:
    """What holds on goes on holding until the next begins; that it is an old one is said."""
    if declaration is None:
        return "noch nicht erfasst"
    if declaration.year < day.year:
        return f"noch von {declaration.year}"
    return "Änderung" if is_change else f"Erhebung {declaration.year}"


def _published(archive: Archive, day: date, audience: Audience) -> DayData:
    for round_ in archive.query(queries.rounds):  # newest first
        found = archive.query(queries.published_on, round_.year, audience, day)
        if found is not None:
            version, rows = found
            return DayData(
                rows=tuple(_published_row(row, version, day) for row in rows),
                facts=_version_facts(version),
            )
    return DayData(
        rows=(),
        facts=f"Bis {german.day(day)} ist für {word(audience)} nichts veröffentlicht.",
    )


def _published_row(row: PublishedRow, version: PublicationRow, day: date) -> DayRow:
    declared = rules.held_in_version(row, day)
    return DayRow(
        bfs_number=row.bfs_number,
        name=row.name,
        district=row.district,
        declaration=declared,
        since=declared.valid_from if declared else None,
        origin=_published_origin(row, version, declared, day),
    )


def _published_origin(
    row: PublishedRow, version: PublicationRow, declared: Declaration | None, day: date
) -> str:
    """The version, whether a change of it holds, and from when the next one does."""
    later = [change.valid_from for change in row.changes if change.valid_from]
    next_day = min((first for first in later if first > day), default=None)
    said = [f"Version {version.label}" if declared else row.missing_reason]
    said += ["Änderung"] if declared is not row.declaration else []
    said += [f"Änderung ab {german.day(next_day)}"] if next_day else []
    return ", ".join(said)


def _version_facts(version: PublicationRow) -> str:
    day = german.day(version.published_on)
    return f"Version {version.label} vom {day} für {word(version.audience)}, wie veröffentlicht."


# ------------------------------------------------------------------ columns


def _basis(row: DayRow) -> str:
    declared = row.declaration
    if declared is None:
        return ""
    if declared.no_limits_reason is not None:
        return "keine Grenzwerte"
    kind = word(declared.rent_kind) if declared.rent_kind else ""
    return " ".join(filter(None, (kind, word(declared.interval) if declared.interval else "")))


_SINCE = ListColumn(
    Column(
        title="Gültig ab",
        text=lambda row: german.day(row.since) if row.since else "",
        sort_key=lambda row: row.since,
        tone="text2",
    ),
    Kind.DATE,
    lambda row: row.since,
)
COLUMNS = (
    ListColumn(Column(title="Gemeinde", text=lambda row: row.name)),
    ListColumn(Column(title="Bezirk", text=lambda row: row.district, hidden=True)),
    ListColumn(
        Column(
            title="BFS-Nr.",
            text=lambda row: str(row.bfs_number),
            sort_key=lambda row: row.bfs_number,
            align="right",
            hidden=True,
        ),
        Kind.INTEGER,
        lambda row: row.bfs_number,
    ),
    ListColumn(Column(title="Basis", text=_basis, tone="text2")),
    *(amount_column(category, lambda row: row.declaration) for category in MAIN_CATEGORIES),
    _SINCE,
    ListColumn(Column(title="Herkunft", text=lambda row: row.origin, tone="text2", stretch=True)),
)


class DayPage(Page):
    """Sub-page of the area; the day is today at first."""

    handbook_place = "veroeffentlichen#tag"

    def __init__(self, desk: Desk, navigator: Navigator, today: date) -> None:
        super().__init__("Grenzwerte an einem Tag", back=navigator.back)
        self._desk, self._navigator = desk, navigator
        self._lists = ListOutput(self, desk, PageWork(self))
        self._timer = QTimer(self, singleShot=True, interval=_AFTER)
        self._timer.timeout.connect(self.reload)
        self.day = DateInput(near=today)
        self.day.setAccessibleName("Tag")
        self.day.set_value(today)
        self.day.changed.connect(self._timer.start)
        self.view = Choice(_VIEWS)
        self.view.setAccessibleName("Gültig oder veröffentlicht")
        self.view.changed.connect(self.reload)
        self.table = TableView(
            RowsModel(columns_of(COLUMNS), key=lambda row: row.bfs_number), "Grenzwerte"
        )
        self.table.sort_by("Gemeinde")
        self.table.opened.connect(
            lambda row: navigator.open_area("rent_limits", bfs=row.bfs_number)
        )
        self.filter = FilterInput(self.table.rows_model)
        self.add_tools(None, labels.secondary("Am", wrap=False), self.day, self.view, self.filter)
        pane = ListPane(self.table, ("Gemeinde", "Gemeinden"), _NOTHING)
        pane.filter_cleared.connect(self.filter.clear)
        pane.export_requested.connect(lambda _text: self._export())
        self.set_content(pane)
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read what holds on the day that stands there; an unreadable day changes nothing."""
        day, view = self.day.value(), self.view.value()
        if day is not None:
            self._desk.call(lambda archive: load(archive, day, view), done=self._show, owner=self)

    def _show(self, data: DayData) -> None:
        self.head.set_facts(data.facts)
        self.table.rows_model.set_rows(data.rows)

    def _export(self) -> None:
        day: date | None = self.day.value()
        if day is not None:
            view = dict(_VIEWS)[self.view.value()]
            title = f"Mietzinsgrenzwerte, {view} am {german.day(day)}"
            self._lists.write(self.table, COLUMNS, title)
