"""Index series: what the check of unchanged limits compares with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits import queries, usecases
from sozdesk.features.rent_limits.terms import TOPIC, IndexValue
from sozdesk.features.rent_limits.texts import index_figure
from sozdesk.features.rent_limits.ui.value_dialog import ValueDialog
from sozdesk.kernel import entry, german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons
from sozdesk.widgets.fields import Field
from sozdesk.widgets.inputs import TextInput
from sozdesk.widgets.page import Page
from sozdesk.widgets.table import Column, RowsModel, TableView
from sozdesk.widgets.typed import ParsedInput

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_FACTS = "Fehlt ein Wert, steht bei der Prüfung «nicht prüfbar»."
_THOUSANDTHS = 10
"""``entry.amount`` reads hundredths."""

_COLUMNS = [
    Column(title="Reihe", text=lambda value: value.series, width=260),
    Column(
        title="Tag",
        text=lambda value: german.day(value.day),
        sort_key=lambda value: value.day,
        tone="text2",
    ),
    Column(
        title="Wert",
        text=lambda value: index_figure(value.value),
        sort_key=lambda value: value.value,
        align="right",
    ),
    Column(title="Quelle", text=lambda value: value.source, tone="text2", stretch=True),
]


class IndexPage(Page):
    """«Indexreihen»."""

    handbook_place = "erhebung#schwellen"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Indexreihen", back=navigator.back)
        self.head.set_facts(_FACTS)
        self._desk, self._navigator = desk, navigator
        add = buttons.button("&Neuer Wert …", self.add_value, icon="plus", primary=True)
        self.head.set_actions(primary=add)
        self._model = RowsModel(_COLUMNS, key=lambda value: (value.series, value.day))
        self.table = TableView(self._model, "Indexreihen")
        self.table.opened.connect(lambda _value: self.add_value())
        self.set_content(self.table)
        self._today: date | None = None
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read the series again."""

        def read(archive: Archive) -> tuple[Sequence[IndexValue], date]:
            return archive.query(queries.index_values), archive.context().today

        self._desk.call(read, done=self._show, owner=self)

    def _show(self, found: tuple[Sequence[IndexValue], date]) -> None:
        values, self._today = found
        newest_first = sorted(values, key=lambda value: value.day, reverse=True)
        self._model.set_rows(sorted(newest_first, key=lambda value: german.sort_key(value.series)))
        if self.table.current_row() is None:
            self.table.select_first()

    def add_value(self) -> None:
        """Ask for a value of the series of the current row, or of a new one."""
        value = self.table.current_row()
        dialog = IndexDialog(self, self._desk, value.series if value else "", self._today)
        if dialog.run():
            self._navigator.say("Der Indexwert ist gesetzt.")
        dialog.deleteLater()


class IndexDialog(ValueDialog):
    """«Neuer Indexwert»."""

    def __init__(self, parent: QWidget, desk: Desk, series: str, today: date | None) -> None:
        super().__init__(parent, desk, "Neuer Indexwert", today)
        name = Field(
            "&Reihe",
            TextInput(),
            hint="Genau gleich geschrieben wie bisher, sonst ist es eine neue.",
        )
        name.set_value(series)
        figure = ParsedInput(lambda text: entry.amount(text) * _THOUSANDTHS, index_figure)
        self.form.add("series", name)
        self.form.add("value", Field("&Wert", figure, width=120))
        example = self.add_fields(name, self.form["value"], day="&Tag")
        example.setText("Zum Beispiel 104,0")
        self.form.mark_clean()

    def accept(self) -> None:
        """Set it."""
        if findings := self.check():
            self.summary.report(findings)
            return
        values = self.form.values()
        command = usecases.SetIndexValue(
            series=values["series"],
            day=values["day"],
            value=values["value"],
            source=values["source"],
        )
        self.send(usecases.set_index_value, command)
