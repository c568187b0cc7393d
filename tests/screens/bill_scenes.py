"""The area «Abrechnung» of a Sozialdienst, with small invented data of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

import bill_kit
import case_kit
import claim_kit
from screens.stage import Stage
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries, usecases
from sozdesk.features.billing.ui import payees_page
from sozdesk.features.billing.ui.bill_dialogs import DraftDialog
from sozdesk.features.billing.ui.page import BillsPage
from sozdesk.features.cases.usecases import LoadCaseReference, load_case_reference
from sozdesk.features.offerings.usecases import LoadOfferingReference, load_offering_reference

NUMBER = 901
"""Of the second case."""


def _fill(archive: Archive) -> None:
    """Two persons of Liestal: one billed for a quarter, one whose invoices lack a Verfügung."""
    if archive.query(queries.own_bills):
        return
    archive.run(load_offering_reference, LoadOfferingReference())
    archive.run(load_case_reference, LoadCaseReference())
    put = claim_kit.billable(archive, months=5)
    other = case_kit.person(archive, "Beispiel", "Ben")
    case = case_kit.case(archive, [other], number=NUMBER)
    enacted = case_kit.enactment(archive, case, other, put.offering, None)
    case_kit.invoice(archive, enacted, 75_000, date(2026, 2, 1), date(2026, 2, 28), "K-77")
    bill_kit.creditor(archive)
    for first, last in ((1, 31), (4, 30)):
        command = usecases.MakeDraft(
            bfs_number=case_kit.BFS,
            first_day=date(2026, first, 1),
            last_day=date(2026, first + 2, last if first == 1 else 30),
        )
        made = archive.run(usecases.draft_bill, command).value
        if first == 1:
            archive.run(usecases.issue_bill, usecases.PassBill(id=made, base_version=1))


def page(stage: Stage) -> BillsPage:
    """The page with a bill and a draft."""
    stage.unlock_copy("leer-service.sozdesk", "abrechnung-eigene")
    stage.window.desk.call(_fill)
    stage.open_area("billing")
    found = stage.workspace.stack.currentWidget()
    assert isinstance(found, BillsPage)
    return found


def lines(stage: Stage) -> None:
    page(stage)


def tab(number: int) -> Callable[[Stage], None]:
    def go(stage: Stage) -> None:
        shown = page(stage)
        assert shown.view is not None
        shown.view.tabs.choose(number)

    return go


def new_bill(stage: Stage) -> QWidget:
    shown = page(stage)
    assert shown.data is not None
    dialog = DraftDialog(shown, shown.desk, shown.data)
    dialog.show()
    return dialog


def payees(stage: Stage) -> None:
    page(stage)
    stage.workspace.open_subpage(payees_page.build(stage.window.desk, stage.workspace))


def empty(stage: Stage) -> None:
    stage.open_area("billing")


def payees_of_nobody(stage: Stage) -> None:
    empty(stage)
    stage.workspace.open_subpage(payees_page.build(stage.window.desk, stage.workspace))


SCENES: dict[str, Callable[[Stage], QWidget | None]] = {
    "375-abrechnung": lines,
    "376-abrechnung-nicht-dabei": tab(1),
    "377-abrechnung-dateien": tab(2),
    "378-abrechnung-neu": new_bill,
    "379-zahlungsangaben": payees,
}
EMPTY: dict[str, Callable[[Stage], QWidget | None]] = {
    "380-abrechnung-leer": empty,
    "381-zahlungsangaben-leer": payees_of_nobody,
}
