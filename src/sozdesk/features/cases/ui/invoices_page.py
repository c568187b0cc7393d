"""«Rechnungen der Anbieter/innen»: list with detail, paid or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.terms import InvoiceRow, ListedInvoice
from sozdesk.features.cases.ui import invoice_detail, long_list
from sozdesk.features.cases.ui import invoice_words as words
from sozdesk.features.cases.ui.invoice_detail import InvoiceDetail, InvoiceFound
from sozdesk.features.cases.ui.long_list import Ask, ChipFilter, Loaded, LongListPage
from sozdesk.features.cases.ui.subpages import open_subpage
from sozdesk.kernel import german
from sozdesk.kernel.errors import SozDeskError
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import buttons, errors, messages
from sozdesk.widgets.command_dialog import Act, CommandDialog
from sozdesk.widgets.fields import Field
from sozdesk.widgets.list_page import ListLook
from sozdesk.widgets.page import EmptyState
from sozdesk.widgets.states import State
from sozdesk.widgets.table import Column
from sozdesk.widgets.typed import DateInput

if TYPE_CHECKING:
    from sozdesk.archive.store import Archive

_FACTS = "Was die Anbieter/innen verrechnen, neben der Kostengutsprache. Eine Nummer zählt einmal."
_EMPTY = (
    "Rechnungen gehören zu verfügten Angeboten. Erfassen Sie Nummer, Tage und Betrag; SozDesk vergleicht "
    "sie mit Preis, Kostengutsprache und früheren Rechnungen."
)
_BACK = "Bearbeiten › Rückgängig holt sie zurück."
_CHIPS: Final[Sequence[ChipFilter]] = (
    (long_list.ALL, "Alle", "", lambda _row: True),
    ("open", "Noch nicht bezahlt", State.OPEN, lambda row: row.paid_on is None),
    ("credit", "Gutschriften", State.NOTE, lambda row: bool(row.credits_number)),
)


def build(desk: Desk, navigator: Navigator, **target: object) -> QWidget:
    """The page; ``enactment`` narrows it, ``invoice`` is the id of the one to show."""
    page = InvoicesPage(desk, navigator)
    page.open_target(**target)
    return page


_COLUMNS = (
    Column(
        title="Rechnung",
        text=lambda row: f"{row.provider_name}, {row.number}",
        second=lambda row: row.persons,
        symbol=words.paid_symbol,
        spoken=lambda row: f"{row.provider_name}, {row.number}, {words.paid(row)}",
        sort_key=lambda row: german.sort_key(f"{row.provider_name} {row.number}"),
        stretch=True,
        least=200,
    ),
    Column(
        title="Datum",
        text=lambda row: german.day(row.invoiced_on),
        sort_key=lambda row: row.invoiced_on,
    ),
    Column(
        title="Betrag",
        text=lambda row: german.amount(row.total),
        align="right",
        sort_key=lambda row: row.total,
    ),
    Column(title="Art", text=words.kind, hidden=True),
    Column(title="Bezahlt", text=words.paid, hidden=True),
    Column(title="Angebote", text=lambda row: row.offerings, hidden=True),
)


class InvoicesPage(LongListPage):
    """List with detail."""

    handbook_place = "rechnungen"
    recent = timedelta(days=730)
    columns = _COLUMNS
    chip_filters = _CHIPS
    look = ListLook(
        key="invoices",
        name="Rechnungen",
        noun=("Rechnung", "Rechnungen"),
        nothing="Keine Rechnung passt zu diesen Filtern.",
        share=0.52,
    )

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        empty = EmptyState("receipt", "Noch keine Rechnung erfasst", _EMPTY)
        super().__init__("Rechnungen der Anbieter/innen", _FACTS, desk, navigator, empty)
        self._add = buttons.button("Rechnung erfa&ssen …", self.add, icon="plus", primary=True)
        self.head.set_actions(self.earlier_button, primary=self._add)
        self.reload()

    def open_target(self, **target: object) -> None:
        """``enactment``, ``name``: only its invoices; ``invoice``: the id of the one to show."""
        if isinstance(of := target.get("enactment"), UUID):
            self.show_only(of, f"Nur die Rechnungen zu: {target.get('name', '')}.")
        wanted = target.get("invoice")
        if isinstance(wanted, UUID):
            self.bring(wanted)

    @staticmethod
    def read_rows(archive: Archive, ask: Ask) -> tuple[ListedInvoice, ...]:
        """Without what is old and paid."""
        return archive.query(
            queries.listed_invoices,
            since=ask.since,
            also=ask.also,
            first=ask.first,
            enactment_id=ask.of,
        )

    @staticmethod
    def read_row(archive: Archive, row_id: UUID) -> InvoiceFound | None:
        """The invoice and its Prüfhinweise."""
        return invoice_detail.load(archive, row_id)

    def make_detail(self, found: InvoiceFound) -> InvoiceDetail:
        """Facts, lines, scan."""
        return InvoiceDetail(self.desk, found, self.commands())

    def show_data(self, data: Loaded) -> None:
        """The list, and whether one may be added."""
        super().show_data(data)
        self._add.setEnabled(data.may_write)

    # ------------------------------------------------------------------ commands

    def commands(self) -> list[QAction]:
        """Of the current invoice."""
        if not self.may_write():
            return []
        return [
            buttons.action("Rechnung &ändern …", self.change),
            buttons.action("&Bezahlt am …", self.pay),
            buttons.action("&Gutschrift erfassen …", self.credit),
            buttons.action("Rechnung &entfernen …", self.remove),
        ]

    def add(self) -> None:
        """The form of a new invoice."""
        open_subpage(self.desk, self.navigator, "invoice_page")

    def open_row(self) -> None:
        """Enter changes it."""
        self.change()

    def change(self) -> None:
        """The form of the current one."""
        row = self.table.current_row()
        if row is not None and self.may_write():
            open_subpage(self.desk, self.navigator, "invoice_page", invoice_id=row.id)

    def credit(self) -> None:
        """The form of a credit note for the shown one."""
        row = self._shown()
        if row is not None:
            open_subpage(
                self.desk,
                self.navigator,
                "invoice_page",
                provider_id=row.provider_id,
                credits_id=row.id,
            )

    def pay(self) -> None:
        """When the shown one was paid."""
        row = self._shown()
        if row is not None and self.data is not None:
            PaidDialog(self, self.desk, row, self.data.today).present()

    def remove(self) -> None:
        """Ask, then remove the shown one."""
        row = self._shown()
        question = f"Rechnung {row.number} mit ihren Zeilen entfernen?" if row else ""
        if row is not None and messages.ask(self, question, _BACK, action="Entfernen"):
            command = usecases.RemoveRow(id=row.id, base_version=row.version)
            self.desk.run(usecases.remove_invoice, command, failed=self._failed, owner=self)

    def _shown(self) -> InvoiceRow | None:
        """The whole invoice of the current line, as soon as it was read."""
        line = self.table.current_row()
        shown = self.detail.row if isinstance(self.detail, InvoiceDetail) else None
        return shown if shown and line and shown.id == line.id else None

    def _failed(self, error: SozDeskError) -> None:
        errors.show(self, error, reload=self.reload)


class PaidDialog(CommandDialog):
    """When an invoice was paid."""

    def __init__(self, parent: QWidget, desk: Desk, row: InvoiceRow, today: date) -> None:
        super().__init__(parent, desk, f"Rechnung {row.number} bezahlt")
        self._row = row
        self.put("paid_on", Field("&Bezahlt am", DateInput(near=today), optional=True))
        self.form.set_values({"paid_on": row.paid_on})
        if row.paid_on is None:
            self.form["paid_on"].set_value(today)

    def act(self) -> Act | None:
        """Record the day."""
        if not self.form.changes():
            return None
        command = usecases.PayInvoice(
            id=self._row.id, base_version=self._row.version, **self.form.values()
        )
        return usecases.pay_invoice, command
