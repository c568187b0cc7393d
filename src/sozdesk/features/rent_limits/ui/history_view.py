"""The limits of one municipality over the years: a sentence, a chart, and all figures as a table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from sozdesk.documents.charts import line_chart
from sozdesk.features.rent_limits import queries
from sozdesk.features.rent_limits.reports import history
from sozdesk.features.rent_limits.terms import (
    MAIN_CATEGORIES,
    TOPIC,
    Category,
    Interval,
    LimitSpanRow,
    MapState,
)
from sozdesk.features.rent_limits.texts import word
from sozdesk.kernel import german
from sozdesk.runtime import worker
from sozdesk.runtime.desk import Desk
from sozdesk.widgets import labels, layouts, theme
from sozdesk.widgets.svg_picture import SvgPicture
from sozdesk.widgets.table import Column, RowsModel, TableView

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_SIZE = QSize(460, 260)
_SOURCE = "Quelle: Selbstdeklaration der Gemeinde; vom Kanton nicht standardmässig überprüft."
_READING = (
    "Eine Lücke heisst: Für dieses Jahr ist nichts erfasst. Netto und brutto werden nie verbunden."
)
_TITLES = ("1 Person", "2", "3", "4", "5", "weitere")
_YEARLY = "Beträge pro Jahr sind durch 12 geteilt."


class HistoryView(QWidget):
    """Reads, draws in the worker, and follows changes of the file and of the theme."""

    def __init__(self, desk: Desk, bfs_number: int) -> None:
        super().__init__()
        self._desk, self._bfs_number = desk, bfs_number
        self.rows: tuple[LimitSpanRow, ...] = ()
        self.finding = labels.strong("")
        self.chart = SvgPicture(_SIZE)
        self.notes = labels.text("", "status", "text2")
        self._model = RowsModel(_columns(), key=lambda row: (row.since, row.is_change))
        self.table = TableView(self._model, "Zeitreihe", lead=0, row=44)
        column = layouts.column(self.finding, self.chart, self.table, self.notes, None, spacing=10)
        self.setLayout(column)
        desk.changed.connect(self._on_changed)
        theme.events().changed.connect(self._draw)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the values again."""
        number = self._bfs_number

        def read(archive: Archive) -> tuple[LimitSpanRow, ...]:
            return archive.query(queries.limit_history, number)

        self._desk.call(read, done=self._show, owner=self)

    def _show(self, rows: tuple[LimitSpanRow, ...]) -> None:
        self.rows = rows
        self.finding.setText(history.finding(rows))
        self._model.set_rows(reversed(rows))
        self.table.setVisible(bool(rows))
        self.table.fit_height()
        self.chart.setVisible(any(row.amounts for row in rows))
        self.notes.setText(_notes(rows))
        self._draw()

    def _draw(self) -> None:
        lines = history.chart_lines(self.rows)
        if not lines:
            return
        worker.run(
            partial(
                line_chart,
                dark=theme.current().dark,
                width=_SIZE.width(),
                height=_SIZE.height(),
            ),
            lines,
            history.chart_breaks(self.rows),
            done=partial(self._show_chart, history.alt_text(self.rows)),
            owner=self,
        )

    def _show_chart(self, alt: str, svg: str) -> None:
        self.chart.show_svg(svg, alt)


def _notes(rows: Sequence[LimitSpanRow]) -> str:
    if not rows:
        return ""
    yearly = any(row.interval is Interval.YEAR for row in rows)
    return "\n".join([f"{_YEARLY} {_READING}" if yearly else _READING, _SOURCE])


def _columns() -> list[Column]:
    return [
        Column(
            title="Gültig ab",
            text=lambda row: german.day(row.since),
            second=_kind,
            sort_key=lambda row: row.since,
            spoken=lambda row: f"Gültig ab {german.day(row.since)}, {_kind(row)}",
        ),
        *(_amount_column(*one) for one in zip(_TITLES, MAIN_CATEGORIES, strict=True)),
    ]


def _kind(row: LimitSpanRow) -> str:
    """«netto», «brutto, Änderung», «keine Grenzwerte»."""
    if row.no_limits:
        return word(MapState.NO_LIMITS)
    change = "Änderung" if row.is_change else ""
    return ", ".join(filter(None, (history.basis_of(row), change)))


def _amount_column(title: str, category: Category) -> Column:
    words = word(category)

    def amount(row: LimitSpanRow) -> str:
        return german.amount(row.amounts[category]) if category in row.amounts else ""

    return Column(
        title=title,
        text=amount,
        sort_key=lambda row: row.amounts.get(category),
        align="right",
        spoken=lambda row: f"{words}: {amount(row) or 'leer'}",
        tip=lambda _row: words,
    )
