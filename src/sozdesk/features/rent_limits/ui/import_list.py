"""The list of an import: chips, filter, table; and what several selected returns offer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from sozdesk.features.rent_limits.ui import import_words
from sozdesk.features.rent_limits.ui.import_cases import Case
from sozdesk.kernel import german
from sozdesk.kernel.findings import hints
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.chips import ChipBar
from sozdesk.widgets.inputs import TextInput
from sozdesk.widgets.list_detail import detail
from sozdesk.widgets.list_pane import ListPane
from sozdesk.widgets.rows import Column, RowsModel
from sozdesk.widgets.table import TableView
from sozdesk.widgets.typed import DateInput

COLUMNS = (
    Column(
        title="Gemeinde",
        text=import_words.name,
        sort_key=lambda case: german.sort_key(case.name),
    ),
    Column(
        title="Datei",
        text=lambda case: case.file.file,
        tone="text2",
        elide="middle",
        stretch=True,
        tip=lambda case: case.file.file,
    ),
    Column(
        title="Prüfhinweis",
        text=import_words.finding_words,
        symbol=import_words.finding_symbol,
    ),
    Column(
        title="Erfassen?",
        text=import_words.decision_words,
        check=import_words.is_ticked,
        bold=import_words.is_open,
    ),
)


class ImportList(ListPane):
    """The table with its chips (``chips`` stands in the tools of the page)."""

    def __init__(self) -> None:
        self.model = RowsModel(COLUMNS, key=lambda case: case.number)
        table = TableView(self.model, "Rückmeldungen", row=32, multi=True)
        super().__init__(
            table, ("Rückmeldung", "Rückmeldungen"), "Keine Rückmeldung passt zu diesen Filtern."
        )
        self.chips = ChipBar("Rückmeldungen filtern")
        self.chips.chosen.connect(self._filter)
        self.filter_cleared.connect(lambda: self.chips.choose(import_words.ALL))
        table.sort_by("Gemeinde")

    def show_cases(self, cases: Sequence[Case]) -> None:
        """Show the returns; the current one stays current."""
        self.chips.set_chips(import_words.chips(cases))
        self.model.set_rows(cases)

    def below(self, case: Case) -> Case | None:
        """The line below a return as the list is shown now; the one above at the end."""
        shown: list[Case] = list(self.model.rows())
        line = next((n for n, one in enumerate(shown) if one.number == case.number), None)
        if line is None or len(shown) == 1:
            return None
        return shown[line + 1] if line + 1 < len(shown) else shown[line - 1]

    def _filter(self, key: str) -> None:
        if key == import_words.ALL:
            self.model.set_keep(None)
        else:
            self.model.set_keep(lambda case: case.row.result == key)
        self.table.select_first()


class SeveralDetail(QWidget):
    """One day of receipt, and one reason for the Prüfhinweise, of several selected returns."""

    noted = Signal(str)
    received = Signal(object)

    def __init__(self, cases: Sequence[Case], today: date) -> None:
        super().__init__()
        names = german.enumeration([case.name for case in cases])
        parts = [
            labels.record_title(f"{len(cases)} Rückmeldungen ausgewählt"),
            labels.secondary(names),
            self._arrival(today),
        ]
        self.reason = TextInput(placeholder="Begründung", limit=500)
        self.reason.setAcceptDrops(False)
        count = sum(len(hints(case.findings)) for case in cases)
        if count:
            parts += [layouts.line(), self._noting(count)]
        self.setLayout(layouts.column(detail(*parts), spacing=0))

    def _arrival(self, today: date) -> QWidget:
        self.received_on = DateInput()
        self.received_on.setAcceptDrops(False)
        self.received_on.set_value(today)
        self.date_button = buttons.button("Datum set&zen", self._receive)
        label = QLabel("E&ingegangen am")
        label.setBuddy(self.received_on)
        return layouts.box(layouts.row(label, self.received_on, self.date_button, None))

    def _noting(self, count: int) -> QWidget:
        self.reason.setAccessibleName("Begründung für alle ausgewählten Rückmeldungen")
        self.reason.returnPressed.connect(self._note)
        self.button = buttons.button("Begründung &festhalten", self._note)
        words = german.plural(count, "Prüfhinweis", "Prüfhinweise")
        sentence = (
            f"{words} mit derselben Begründung zur Kenntnis nehmen. "
            "Was schon begründet ist, bleibt."
        )
        button_row = layouts.row(self.button, None)
        return layouts.box(
            layouts.column(labels.body(sentence), self.reason, button_row, spacing=8)
        )

    def _note(self) -> None:
        if self.reason.value():
            self.noted.emit(self.reason.value())
        else:
            self.reason.setFocus()

    def _receive(self) -> None:
        if self.received_on.value() is not None:
            self.received.emit(self.received_on.value())
        else:
            self.received_on.setFocus()
