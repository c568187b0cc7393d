"""The list of what an overview holds: «Gemeinde · Beträge · Hinweis · Erfassen?», and rows left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.rent_limits.ui import table_entries
from sozdesk.features.rent_limits.ui.table_entries import LEFT_OUT, Entry
from sozdesk.kernel import german
from sozdesk.kernel.findings import Finding, Severity
from sozdesk.kernel.municipality import Municipality
from sozdesk.widgets import buttons
from sozdesk.widgets.dialogs import Dialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.municipalities import MunicipalityInput
from sozdesk.widgets.rows import Column, Group, RowsModel
from sozdesk.widgets.table import TableView

COLUMNS = (
    Column(
        title="Gemeinde",
        text=lambda entry: entry.name,
        sort_key=lambda entry: german.sort_key(entry.name),
        bold=lambda entry: entry.suggestion is not None,
        width=170,
    ),
    Column(
        title="Beträge 1 bis 5 Personen, jede weitere",
        text=lambda entry: entry.amounts,
        tone=lambda entry: "text2" if entry.group == LEFT_OUT else "text",
        tip=lambda entry: entry.amounts,
        width=330,
    ),
    Column(
        title="Hinweis",
        text=lambda entry: entry.hint,
        symbol=lambda entry: entry.symbol,
        tip=lambda entry: entry.hint,
        stretch=True,
    ),
    Column(
        title="Erfassen?",
        text=lambda entry: entry.decision,
        check=lambda entry: entry.ticked,
    ),
)


class TableList(ListPane):
    """Grouped by what becomes of each row; the rows left out are folded at first."""

    place_wanted = Signal(object)
    """The :class:`Entry` of which somebody wants to say the municipality."""

    def __init__(self) -> None:
        self._groups: dict[str, Group] = {}
        self.model = RowsModel(
            COLUMNS, key=lambda entry: entry.row, group_of=lambda entry: self._groups[entry.group]
        )
        table = TableView(self.model, "Gemeinden der Übersicht", row=32, sortable=False)
        super().__init__(table, ("Zeile", "Zeilen"))
        self.model.fold(LEFT_OUT, folded=True)
        table.menu_for = self._commands
        table.opened.connect(self._open)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the lines; the current one stays current."""
        self._groups = table_entries.group_of(entries)
        self.model.set_rows(entries)

    def _commands(self, entry: Entry) -> list[QAction]:
        choose = buttons.action(
            "Gemeinde wählen …",
            lambda: self.place_wanted.emit(entry),
            enabled=entry.may_choose,
        )
        return [choose]

    def _open(self, entry: Entry) -> None:
        if entry.may_choose:
            self.place_wanted.emit(entry)


class PlaceDialog(Dialog):
    """Asks which municipality a row is about."""

    def __init__(
        self, parent: QWidget, entry: Entry, municipalities: Sequence[Municipality]
    ) -> None:
        super().__init__(
            parent,
            "Gemeinde wählen",
            action="&Wählen",
            intro=f"Zeile {entry.row} der Tabelle: «{entry.seen}».",
        )
        self.place = Field("&Gemeinde", MunicipalityInput(municipalities), width=260)
        self.body.addWidget(self.form.add("place", self.place))
        self.place.set_value(entry.suggestion)
        self.form.mark_clean()

    def check(self) -> Sequence[Finding]:
        """One must be chosen."""
        unread = tuple(super().check())
        if unread or self.place.value() is not None:
            return unread
        words = "Wählen Sie eine Gemeinde aus der Liste."
        return (Finding("missing", Severity.STOP, words, field="place"),)
