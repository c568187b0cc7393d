"""«Nicht dabei»: what a bill leaves out, by its reason, and the way to what is to be done about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.billing import texts
from sozdesk.features.billing.terms import LeftOutRow
from sozdesk.kernel import german
from sozdesk.widgets import buttons, labels, layouts
from sozdesk.widgets.table import Column, Group, RowsModel, TableView

_COLUMNS = [
    Column(
        title="Person",
        text=lambda one: one.name,
        second=lambda one: texts.offering_words(one.offering_number, one.offering_title),
        stretch=True,
        least=150,
    ),
    Column(title="Tage", text=lambda one: texts.from_to(one.first_day, one.last_day)),
    Column(title="Rechnung", text=lambda one: one.number),
    Column(title="Kosten", text=lambda one: german.amount(one.cost), align="right"),
]
Go = Callable[[LeftOutRow], None]


class LeftOutView(QWidget):
    """The tab; Enter or a double click on a row leads to its case."""

    def __init__(
        self, rows: tuple[LeftOutRow, ...], since: int, *, to_case: Go, to_invoice: Go
    ) -> None:
        """``since``: invoices that were entered after the draft was computed."""
        super().__init__()
        self.table: TableView | None = None
        if not rows:
            said = texts.recorded_since(since) if since else "Alles ist abgerechnet."
            self.setLayout(layouts.column(labels.text(said, "body", "text2"), None))
            return
        self._to_case, self._to_invoice = to_case, to_invoice
        self.table = table = _table(rows)
        self.case_button = buttons.button("F&all ansehen", lambda: self._go(to_case))
        self.invoice_button = buttons.button("Rechnun&g ansehen", lambda: self._go(to_invoice))
        table.opened.connect(to_case)
        table.menu_for = self._menu
        table.current_row_changed.connect(self._on_current)
        self._on_current(None)
        ways = layouts.Flow(self.case_button, self.invoice_button, spacing=8)
        self.setLayout(layouts.column(ways, table, None))

    def _go(self, there: Go) -> None:
        row = self.table.current_row() if self.table else None
        if row is not None:
            there(row)

    def _menu(self, row: LeftOutRow) -> list[QAction]:
        found = [QAction("Fall ansehen", self)]
        found[0].triggered.connect(lambda *_: self._to_case(row))
        if row.number:
            found.append(QAction("Rechnung ansehen", self))
            found[1].triggered.connect(lambda *_: self._to_invoice(row))
        return found

    def _on_current(self, row: LeftOutRow | None) -> None:
        known = row is not None and row.enactment_id is not None
        self.case_button.setEnabled(known)
        self.invoice_button.setEnabled(known and row is not None and _has_invoice(row))
        table = self.table
        if table is not None and table.hasFocus():
            layouts.reveal(table, table.visualRect(table.currentIndex()))


def _has_invoice(row: LeftOutRow) -> bool:
    return row.number not in ("", texts.EXPECTED)


def _table(rows: tuple[LeftOutRow, ...]) -> TableView:
    """What is billed all the same, what can be mended, then the rest; most money first."""
    sums: dict[tuple[str, ...], int] = defaultdict(int)
    for one in rows:
        sums[one.reasons] += one.cost

    def place(one: LeftOutRow) -> tuple[bool, int, int, tuple[str, ...]]:
        return not one.billed_in, texts.urgency(one.reasons), -sums[one.reasons], one.reasons

    model = RowsModel(
        _COLUMNS,
        group_of=lambda one: Group(
            one.reasons, " ".join(one.reasons), f"CHF {german.amount(sums[one.reasons])}"
        ),
    )
    model.set_rows(sorted(rows, key=place))
    table = TableView(model, "Nicht dabei", lead=0, row=40, sortable=False)
    table.fit_height()
    return table
