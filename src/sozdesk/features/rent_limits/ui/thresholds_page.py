"""The limits of the Prüfhinweise: dated values, so that earlier years keep theirs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import TOPIC, ThresholdRow, Thresholds
from sozdesk.features.rent_limits.texts import limit_words
from sozdesk.features.rent_limits.ui.value_dialog import ValueDialog
from sozdesk.kernel import entry, german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import Choice
from sozdesk.widgets.page import Page
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.typed import ParsedInput

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_FACTS = "Ein neuer Wert gilt ab seinem Tag. Was schon geprüft ist, bleibt, wie es war."


@dataclass(frozen=True, slots=True)
class Measure:
    """How a limit is read and written."""

    parse: Callable[[str], int]
    write: Callable[[int], str]
    unit: str
    example: str


_PERCENT = Measure(
    lambda text: entry.amount(text.replace("%", "")),
    lambda value: german.percent(value).replace(",0 %", " %"),
    "Hundertstel Prozent",
    "In Prozent, zum Beispiel 15 %",
)
_MONEY = Measure(entry.amount, german.amount, "Rappen", "In Franken, zum Beispiel 300.00")
_TIMES = Measure(
    entry.amount,
    lambda value: f"{value / 100:g}".replace(".", ","),
    "Hundertstel",
    "Als Zahl, zum Beispiel 3,5",
)


def _counted(one: str, many: str) -> Measure:
    return Measure(
        lambda text: entry.whole_number(text.split(" ")[0]),
        lambda value: german.plural(value, one, many),
        many,
        f"Eine Zahl, zum Beispiel 2 {many}",
    )


_MEASURES: Mapping[str, Measure] = {
    "step_min": _PERCENT,
    "step_max": _PERCENT,
    "change_max": _PERCENT,
    "month_min": _MONEY,
    "month_max": _MONEY,
    "ancillary_min": _PERCENT,
    "ancillary_max": _PERCENT,
    "index_move_max": _PERCENT,
    "unchanged_years": _counted("Jahr", "Jahre"),
    "outlier_score": _TIMES,
    "outlier_min_count": _counted("Gemeinde", "Gemeinden"),
    "adverts_below_min": _counted("Inserat", "Inserate"),
    "offers_min": _counted("Inserat", "Inserate"),
    "neighbours_min": _counted("Gemeinde", "Gemeinden"),
}


def written(key: str, value: int) -> str:
    """The value of a limit with its unit."""
    return _MEASURES[key].write(value)


@dataclass(frozen=True, slots=True)
class Line:
    """One dated value; ``holds`` = it is the one of today."""

    row: ThresholdRow
    holds: bool


def lines_of(rows: Sequence[ThresholdRow], today: date) -> tuple[Line, ...]:
    """All values in the order of the limits, newest first; limits without a value take the usual one."""
    found = []
    for limit in fields(Thresholds):
        of_key = [row for row in rows if row.key == limit.name]
        of_key.sort(key=lambda row: row.valid_from, reverse=True)
        current = next((row for row in of_key if row.valid_from <= today), None)
        found += [Line(row, row is current) for row in of_key]
    return tuple(found)


class ThresholdsPage(Page):
    """«Prüfschwellen»."""

    handbook_place = "erhebung#schwellen"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Prüfschwellen", back=navigator.back)
        self.head.set_facts(_FACTS)
        self._desk, self._navigator = desk, navigator
        add = buttons.button("&Neuer Wert …", self.add_value, icon="plus", primary=True)
        self.head.set_actions(primary=add)
        self._model = RowsModel(_COLUMNS, key=lambda line: (line.row.key, line.row.valid_from))
        self.table = TableView(self._model, "Prüfschwellen")
        self.table.opened.connect(lambda _line: self.add_value())
        self.set_content(self.table)
        self._today: date | None = None
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the values again."""

        def read(archive: Archive) -> tuple[Sequence[ThresholdRow], date]:
            return archive.query(queries.threshold_rows), archive.context().today

        self._desk.call(read, done=self._show, owner=self)

    def _show(self, found: tuple[Sequence[ThresholdRow], date]) -> None:
        rows, self._today = found
        self._model.set_rows(lines_of(rows, self._today))
        if self.table.current_row() is None:
            self.table.select_first()

    def add_value(self) -> None:
        """Ask for a limit, its new value and from when it holds."""
        line = self.table.current_row()
        dialog = ThresholdDialog(self, self._desk, line.row if line else None, self._today)
        if dialog.run():
            self._navigator.say("Der neue Wert ist gesetzt.")
        dialog.deleteLater()


_COLUMNS = [
    Column(
        title="Schwelle",
        text=lambda line: limit_words(line.row.key),
        bold=lambda line: line.holds,
        tone=lambda line: "text" if line.holds else "text2",
        width=360,
    ),
    Column(
        title="Wert",
        text=lambda line: written(line.row.key, line.row.value),
        bold=lambda line: line.holds,
        tone=lambda line: "text" if line.holds else "text2",
        align="right",
    ),
    Column(
        title="Gültig ab",
        text=lambda line: german.day(line.row.valid_from),
        sort_key=lambda line: line.row.valid_from,
        tone="text2",
    ),
    Column(title="Gilt heute", text=lambda line: "ja" if line.holds else "nein", tone="text2"),
    Column(title="Quelle", text=lambda line: line.row.source, tone="text2", stretch=True),
]


class ThresholdDialog(ValueDialog):
    """«Neuer Wert»: which limit, how much, from when, why."""

    def __init__(
        self, parent: QWidget, desk: Desk, row: ThresholdRow | None, today: date | None
    ) -> None:
        super().__init__(parent, desk, "Neuer Wert", today)
        limit = Choice([(key, limit_words(key)) for key in _MEASURES])
        key = self.form.add("key", Field("&Schwelle", limit))
        limit.set_value(row.key if row else "change_max")
        value = ParsedInput(lambda text: self._measure().parse(text), self._write)
        self.value_field = self.form.add("value", Field("&Wert", value, width=160))
        if row is not None:
            value.set_value(row.value)
        self.example = self.add_fields(key, self.value_field)
        limit.changed.connect(self._on_limit)
        self.example.setText(self._measure().example)
        self.form.mark_clean()

    def _measure(self) -> Measure:
        return _MEASURES[self.form["key"].value()]

    def _write(self, value: int) -> str:
        return self._measure().write(value)

    def _on_limit(self) -> None:
        self.value_field.set_value(None)
        self.example.setText(self._measure().example)

    def accept(self) -> None:
        """Set it."""
        if findings := self.check():
            self.summary.report(findings)
            return
        values = self.form.values()
        command = usecases.SetThreshold(
            key=values["key"],
            valid_from=values["day"],
            value=values["value"],
            unit=self._measure().unit,
            source=values["source"],
        )
        self.send(usecases.set_threshold, command)
