"""The list of an import: chips, filter, table; and what several selected returns offer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

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

    def _filter(self, key: str) -> None:
        if key == import_words.ALL:
            self.model.set_keep(None)
        else:
            self.model.set_keep(lambda case: case.row.result == key)


class SeveralDetail(QWidget):
    """One reason for the Prüfhinweise of several selected returns."""

    noted = Signal(str)

    def __init__(self, cases: Sequence[Case]) -> None:
        super().__init__()
        count = sum(len(hints(case.findings)) for case in cases)
        names = german.enumeration([case.name for case in cases])
        self.reason = TextInput(placeholder="Begründung", limit=500)
        self.reason.setAccessibleName("Begründung für alle ausgewählten Rückmeldungen")
        self.reason.returnPressed.connect(self._note)
        self.button = buttons.button("Begründung &festhalten", self._note)
        hints_words = german.plural(count, "Prüfhinweis", "Prüfhinweise")
        self.setLayout(
            layouts.column(
                detail(
                    labels.record_title(f"{len(cases)} Rückmeldungen ausgewählt"),
                    labels.secondary(names),
                    labels.body(
                        f"{hints_words} mit derselben Begründung zur Kenntnis nehmen. "
                        "Was schon begründet ist, bleibt."
                    ),
                    self.reason,
                    layouts.row(self.button, None),
                ),
                spacing=0,
            )
        )

    def _note(self) -> None:
        if self.reason.value():
            self.noted.emit(self.reason.value())
        else:
            self.reason.setFocus()
