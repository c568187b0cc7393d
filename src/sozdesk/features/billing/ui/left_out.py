"""«Nicht dabei»: what a bill leaves out, by its reason, and the way to what is to be done about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.billing import texts
from sozdesk.features.billing.terms import LeftOutRow
from sozdesk.features.cases import queries as cases
from sozdesk.features.cases.terms import EnactmentRow, InvoiceRow
from sozdesk.kernel import german
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, labels, layouts
from sozdesk.widgets.table import Column, Group, RowsModel, TableView

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_Found = TypeVar("_Found")

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


class LeftOutView(QWidget):
    """The tab; Enter or a double click on a row leads to its case: most reasons are mended there."""

    def __init__(
        self, desk: Desk, navigator: Navigator, rows: tuple[LeftOutRow, ...], since: int
    ) -> None:
        """``since``: invoices that were entered after the draft was computed."""
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self.table: TableView | None = None
        if not rows:
            said = texts.recorded_since(since) if since else "Alles ist abgerechnet."
            self.setLayout(layouts.column(labels.text(said, "body", "text2"), None))
            return
        self.table = table = _table(rows)
        self.case_button = buttons.button("&Fall ansehen", self.open_case)
        self.invoice_button = buttons.button("Rechnun&g ansehen", self.open_invoice)
        table.opened.connect(lambda _row: self.open_case())
        table.menu_for = self._menu
        table.current_row_changed.connect(self._on_current)
        self._on_current(None)
        ways = layouts.Flow(self.case_button, self.invoice_button, spacing=8)
        self.setLayout(layouts.column(ways, table, None))

    def open_case(self) -> None:
        """The case of the current row."""
        self._find(
            _enactment,
            lambda found: self._navigator.open_area("cases", case=found.case_id),
        )

    def open_invoice(self) -> None:
        """The invoice of the current row."""
        self._find(
            _invoice,
            lambda found: self._navigator.open_area(
                "cases", page="invoices_page", invoice=found.id
            ),
        )

    def _find(
        self,
        read: Callable[[Archive, UUID, str], _Found | None],
        show: Callable[[_Found], None],
    ) -> None:
        """Go to what belongs to the current row, if it is there still."""
        row: LeftOutRow | None = self.table.current_row() if self.table else None
        if row is None or row.enactment_id is None:
            return
        enactment_id, number = row.enactment_id, row.number
        self._desk.call(
            lambda archive: read(archive, enactment_id, number),
            done=lambda found: self._navigator.say(texts.GONE) if found is None else show(found),
            failed=lambda error: errors.show(self, error),
            owner=self,
        )

    def _menu(self, row: LeftOutRow) -> list[QAction]:
        ways = [("Fall ansehen", self.open_case)]
        if _has_invoice(row):
            ways.append(("Rechnung ansehen", self.open_invoice))
        found = []
        for words, go in ways:
            action = QAction(words, self)
            action.triggered.connect(lambda *_, go=go: go())
            found.append(action)
        return found

    def _on_current(self, row: LeftOutRow | None) -> None:
        known = row is not None and row.enactment_id is not None
        self.case_button.setEnabled(known)
        self.invoice_button.setEnabled(known and row is not None and _has_invoice(row))
        table = self.table
        if table is not None and table.hasFocus():
            layouts.reveal(table, table.visualRect(table.currentIndex()))


def _enactment(archive: Archive, enactment_id: UUID, _number: str) -> EnactmentRow | None:
    return archive.query(cases.enactment, enactment_id)


def _invoice(archive: Archive, enactment_id: UUID, number: str) -> InvoiceRow | None:
    rows = archive.query(cases.invoices, enactment_id)
    return next((one for one in rows if one.number == number), None)


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
