"""«Zahlungsangaben»: whom the canton pays, and to whom bills are addressed, from a day on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sozdesk.features.billing.terms import TOPIC, Payee
from sozdesk.features.billing.terms.accounts import AccountKind
from sozdesk.features.billing.terms.figures import Names
from sozdesk.features.billing.ui import bill_data
from sozdesk.features.billing.ui.account_values import ValuesPart
from sozdesk.features.billing.ui.bill_data import PayeesData
from sozdesk.runtime.desk import Desk
from sozdesk.runtime.navigation import Navigator
from sozdesk.widgets import layouts
from sozdesk.widgets.page import Page
from sozdesk.widgets.tabs import Tabs

_CREDITOR = (
    "Auf dieses Konto zahlt der Kanton. Es steht auf dem QR-Einzahlungsschein der Abrechnung."
)
_DEBTOR = "An wen die Abrechnungen gehen. Die Adresse steht auf dem QR-Einzahlungsschein."


def build(desk: Desk, navigator: Navigator) -> QWidget:
    """The sub-page."""
    return PayeesPage(desk, navigator)


class PayeesPage(Page):
    """Two tabs of dated entries."""

    handbook_place = "abrechnung#zahlungsangaben"

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Zahlungsangaben", back=navigator.back)
        self.desk = desk
        self._towns: Names = {}
        self.creditors = ValuesPart(desk, AccountKind.CREDITOR, _CREDITOR, self._creditor)
        self.debtors = ValuesPart(desk, AccountKind.DEBTOR, _DEBTOR, lambda row: row.name)
        self.tabs = Tabs([("Gemeinden", self.creditors), ("Kanton", self.debtors)])
        self.set_content(
            layouts.box(layouts.column(self.tabs, None, margins=(24, 14, 20, 20))), scroll=True
        )
        desk.changed.connect(self._on_changed)
        self.reload()

    def _on_changed(self, topics: frozenset[str]) -> None:
        if TOPIC in topics:
            self.reload()

    def reload(self) -> None:
        """Read both lists again."""
        self.desk.call(bill_data.load_payees, done=self._show, owner=self)

    def _show(self, data: PayeesData) -> None:
        self._towns = data.towns
        self.creditors.show_values(data.creditors, data.choices)
        self.debtors.show_values(data.debtors, data.choices)

    def _creditor(self, row: Payee) -> str:
        return f"{self._towns.get(row.bfs_number or 0, row.bfs_number)}: {row.name}"
