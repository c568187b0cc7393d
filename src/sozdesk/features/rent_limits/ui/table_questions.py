"""What is asked once for a whole table: year, sheet, net or gross, month or year, valid from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import texts
from sozdesk.features.rent_limits.files.table_fields import INTERVAL, RENT_KIND
from sozdesk.features.rent_limits.terms import (
    Interval,
    OverviewTable,
    RentKind,
    TableChoice,
    TableOrigin,
)
from sozdesk.widgets import labels, layouts
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice, RadioChoice
from sozdesk.widgets.typed import DateInput

_YEARS_BACK = 12


class TableQuestions(QWidget):
    """The fields side by side, and where the table itself gives an answer."""

    year_chosen = Signal(int)
    sheet_chosen = Signal(str)
    kind_chosen = Signal(object)
    interval_chosen = Signal(object)
    day_chosen = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._showing = False
        self.year = Field("&Jahr der Übersicht", Choice(()), width=110)
        self.sheet = Field("B&latt", Choice(()), width=200)
        kinds = [(kind, texts.word(kind)) for kind in RentKind]
        self.kind = Field("&Netto oder brutto", RadioChoice("Netto oder brutto", kinds))
        intervals = [(one, texts.word(one)) for one in Interval]
        self.interval = Field("&Pro Monat oder Jahr", RadioChoice("Pro Monat oder Jahr", intervals))
        self.day = Field("&Gültig ab", DateInput(near=date(today.year, 1, 1)), optional=True)
        self.sources = labels.secondary("")
        self._fields = (self.year, self.sheet, self.kind, self.interval, self.day)
        flow = layouts.Flow(*self._fields, spacing=24)
        self.setLayout(layouts.column(flow, self.sources, spacing=4))
        self._connect()

    def _connect(self) -> None:
        self._tell(self.year, self.year_chosen.emit)
        self._tell(self.sheet, self.sheet_chosen.emit)
        self._tell(self.kind, self.kind_chosen.emit)
        self._tell(self.interval, self.interval_chosen.emit)
        assert isinstance(self.day.input, DateInput)
        self.day.input.editingFinished.connect(self._tell_day)

    def _tell(self, field: Field, emit: Callable[[object], None]) -> None:
        def tell() -> None:
            if not self._showing:
                emit(field.value())

        field.input.changed.connect(tell)

    def _tell_day(self) -> None:
        """Only a day that can be read, or none."""
        if not self._showing and not self.day.input.problem():
            self.day_chosen.emit(self.day.value())

    def show_table(self, table: OverviewTable, choice: TableChoice, year: int) -> None:
        """Show what is known; what the table says for every row is not asked."""
        self._showing = True
        self._show_years(table, year)
        self._show_sheets(table)
        self.kind.set_value(table.basis.rent_kind)
        self.interval.set_value(table.basis.interval)
        if not self.day.input.focus_target().hasFocus():
            self.day.set_value(choice.valid_from)
        own = table.origin is TableOrigin.OWN
        self.kind.setVisible(not own and _is_asked(table, RENT_KIND))
        self.interval.setVisible(not own and _is_asked(table, INTERVAL))
        self.day.setVisible(not own)
        self.sources.setText(_sources(table))
        self.sources.setVisible(bool(self.sources.text()))
        self._showing = False

    def _show_years(self, table: OverviewTable, year: int) -> None:
        assert isinstance(self.year.input, Choice)
        newest = self._today.year + 1
        years = {*range(newest - _YEARS_BACK, newest + 1), *table.years, year}
        possible = sorted((one for one in years if 2000 <= one <= 2100), reverse=True)
        self.year.input.set_choices([(one, str(one)) for one in possible])
        self.year.set_value(year)

    def _show_sheets(self, table: OverviewTable) -> None:
        assert isinstance(self.sheet.input, Choice)
        self.sheet.input.set_choices([(name, name) for name in table.sheets])
        self.sheet.set_value(table.sheet)
        self.sheet.setVisible(len(table.sheets) > 1)

    def first_open(self, table: OverviewTable) -> QWidget | None:
        """Where to answer first; None if nothing is asked."""
        if table.asks_rent_kind:
            return self.kind.input.focus_target()
        return self.interval.input.focus_target() if table.asks_interval else None


def _is_asked(table: OverviewTable, key: str) -> bool:
    """Not if a column says it for every row."""
    asks = table.asks_rent_kind if key == RENT_KIND else table.asks_interval
    value = table.basis.rent_kind if key == RENT_KIND else table.basis.interval
    return asks or value is not None or key not in table.columns


def _sources(table: OverviewTable) -> str:
    """«netto: Zelle A1 «…»»."""
    known = {RENT_KIND: table.basis.rent_kind, INTERVAL: table.basis.interval}
    found: dict[str, list[str]] = {}
    for key, cell in table.basis.sources.items():
        value = known[key]
        if value is not None:
            found.setdefault(cell, []).append(texts.word(value))
    return "; ".join(f"{' und '.join(words)}: {cell}" for cell, words in found.items())
