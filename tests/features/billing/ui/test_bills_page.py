"""The area «Abrechnung» of a Sozialdienst as its clerk uses it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton

import case_kit
import claim_kit
from dialog_letters import taken_twice
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries, usecases
from sozdesk.features.billing.terms import BillState
from sozdesk.features.billing.ui import page, payees_page
from sozdesk.features.billing.ui.account_values import ValueDialog
from sozdesk.features.billing.ui.bill_detail import bill_state
from sozdesk.features.billing.ui.bill_dialogs import DraftDialog, HandOutDialog
from sozdesk.features.billing.usecases import MakeDraft, PassBill
from sozdesk.features.cases import queries as cases
from sozdesk.features.cases.records import CaseRecord
from sozdesk.runtime import worker
from sozdesk.runtime.desk import InlineDesk
from sozdesk.shell import areas
from sozdesk.widgets import file_prompts, messages
from sozdesk.widgets.table import TableView

FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))


def navigation() -> Any:
    found = SimpleNamespace(opened=[], books=[])
    found.share_of = lambda _page, usual: usual
    found.remember_share = lambda _page, _share: None
    found.open_subpage = found.opened.append
    found.open_handbook = found.books.append
    found.back = lambda: None
    return found


def opened(desk: InlineDesk) -> Any:
    made = page.build(desk, navigation())
    made.resize(1200, 800)
    made.show()
    return made


def words(widget: Any) -> str:
    texts = [one.text() for one in widget.findChildren(QLabel)]
    texts += [one.text() for one in widget.findChildren(QPushButton)]
    return " ".join(texts)


def table(view: Any) -> list[list[str]]:
    """What a table shows, row by row."""
    return [list(row) for row in view.shown_text().rows]


def add(shown: Any, period: str) -> None:
    """A draft of a period that the dialog offers."""
    shown.add()
    dialog = shown.findChild(DraftDialog)
    dialog.form["period"].set_value(period)
    dialog.accept()


def drafted(casework: Archive) -> None:
    casework.run(
        usecases.draft_bill,
        MakeDraft(bfs_number=case_kit.BFS, first_day=date(2026, 1, 1), last_day=date(2026, 3, 31)),
    )


def issued(casework: Archive) -> None:
    """The first quarter of 2026, billed."""
    drafted(casework)
    (row,) = casework.query(queries.own_bills)
    casework.run(usecases.issue_bill, PassBill(id=row.id, base_version=row.version))


def ended_after_the_bill(casework: Archive) -> claim_kit.Billable:
    """The Ablösung of February, known only when March is billed too."""
    put = claim_kit.billable(casework)
    issued(casework)
    claim_kit.change(casework, CaseRecord, put.case, support_ended_on=date(2026, 2, 28))
    return put


def test_an_empty_file_says_what_comes_first(desk: InlineDesk) -> None:
    shown = opened(desk)
    assert "Erfassen Sie zuerst Fälle." in words(shown)
    assert not shown.new_button.isEnabled()
    shown.add()
    assert shown.findChild(DraftDialog) is None
    standing_out = [one for one in shown.findChildren(QPushButton) if one.property("primary")]
    assert standing_out == [shown.new_button]


def test_a_new_bill_is_drafted_and_shown_with_its_lines(
    desk: InlineDesk, casework: Archive
) -> None:
    claim_kit.billable(casework)
    shown = opened(desk)
    add(shown, "2026-Q1")
    assert table(shown.table)[0][2] == "1'350.00"
    view = shown.view
    assert table(view.lines)[0][0].startswith("Muster Anna")
    assert [row[3] for row in table(view.lines)] == ["450.00"] * 3
    assert "Rechnung R-1" in view.explanation.words.text()
    assert ["anrechenbar in dieser Periode", "900.00", ""] in table(view.explanation.table)
    assert "Alles ist abgerechnet." in words(view)


def test_what_is_left_out_is_grouped_by_its_reason(desk: InlineDesk, casework: Archive) -> None:
    claim_kit.billable(casework, months=0)
    drafted(casework)
    view = opened(desk).view
    assert view.tabs.current() == 1
    assert "Nicht dabei (3)" in [
        button.text() for button in view.tabs.findChildren(type(view.tabs.current_button()))
    ]


def test_issuing_asks_first_and_gives_the_number(desk: InlineDesk, casework: Archive) -> None:
    claim_kit.billable(casework)
    drafted(casework)
    shown = opened(desk)
    row = shown.table.current_row()
    messages.set_next_answer(False)
    shown.issue(row)
    assert casework.query(queries.own_bills)[0].state is BillState.DRAFT
    messages.set_next_answer(True)
    shown.issue(row)
    assert "Abrechnung 1/2026" in words(shown.view)
    assert "Stornieren" in words(shown.view).replace("&", "")
    assert "Datei für das &KSA …" in words(shown.view)
    assert taken_twice(shown) == []
    messages.set_next_answer(True)
    shown.cancel(shown.table.current_row())
    assert "Stornierung 2/2026" in words(shown.view)
    said = [bill_state(row) for row in shown.table.rows_model.rows()]
    assert said == ["gestellt am 05.01.2027", "storniert mit 2/2026"]


def test_a_draft_is_called_so_once(desk: InlineDesk, casework: Archive) -> None:
    claim_kit.billable(casework)
    drafted(casework)
    shown = opened(desk)
    row = shown.table.current_row()
    assert table(shown.table)[0][0].splitlines()[0] == "Entwurf"
    assert bill_state(row) == "noch nicht gestellt"
    assert [one.text() for one in shown.view.findChildren(QLabel)].count("Entwurf") == 1
    assert bill_state(replace(row, released_by="Beat Zweit")) == (
        "freigegeben von Beat Zweit, noch nicht gestellt"
    )


def test_a_draft_is_computed_again_and_removed(desk: InlineDesk, casework: Archive) -> None:
    put = claim_kit.billable(casework, months=2)
    drafted(casework)
    shown = opened(desk)
    case_kit.invoice(casework, put.enactment, 90_000, date(2026, 3, 1), date(2026, 3, 31), "R-3")
    shown.draft_again(shown.table.current_row())
    assert table(shown.table)[0][2] == "1'350.00"
    messages.set_next_answer(True)
    shown.remove(shown.table.current_row())
    assert "Rechnen Sie den Kantonsanteil ab" in words(shown)


def test_where_a_second_person_is_wanted_a_draft_is_released_first(
    desk: InlineDesk, casework: Archive
) -> None:
    claim_kit.billable(casework)
    claim_kit.value(casework, "billing_second_person", 1)
    drafted(casework)
    shown = opened(desk)
    assert "Freigeben" in words(shown.view).replace("&", "")
    messages.set_next_answer(None)
    shown.release(shown.table.current_row())
    assert "nicht selbst frei" in " ".join(messages.shown()) + words(shown)


def test_the_accrual_of_a_year_is_drafted_from_the_same_dialog(
    desk: InlineDesk, casework: Archive
) -> None:
    claim_kit.billable(casework)
    shown = opened(desk)
    add(shown, "accrual 2026")
    assert "Abgrenzung per 31.12.2026" in words(shown.view)
    assert casework.query(queries.own_bills)[0].canton == 12 * 45_000


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_a_bill_is_saved_as_a_file(
    desk: InlineDesk, casework: Archive, tmp_path: Path, kind: str
) -> None:
    claim_kit.billable(casework)
    drafted(casework)
    shown = opened(desk)
    path = tmp_path / f"a.{kind}"
    file_prompts.set_next_path(path)
    shown.save(shown.table.current_row(), kind)
    assert not path.exists()
    dialog = shown.findChild(HandOutDialog)
    assert dialog.form.values() == {
        "recipient": "Kantonales Sozialamt",
        "purpose": "Abrechnung des Kantonsanteils",
    }
    dialog.form.set_values({"recipient": "Gemeinde Liestal", "purpose": "Einsicht"})
    dialog.accept()
    worker.wait_for_all()
    QCoreApplication.processEvents()
    assert path.stat().st_size > 1_000
    (trace,) = casework.query(cases.accesses)
    assert (trace.recipient, trace.purpose) == ("Gemeinde Liestal", "Einsicht")


def test_payees_are_entered_changed_and_removed(desk: InlineDesk, casework: Archive) -> None:
    claim_kit.billable(casework)
    shown = payees_page.build(desk, navigation())
    shown.show()
    part = shown.creditors
    part.add()
    dialog = part.findChild(ValueDialog)
    dialog.form.set_values(
        {
            "bfs_number": case_kit.BFS,
            "valid_from": date(2027, 1, 1),
            "name": "Gemeinde Liestal",
            "street": "Rathausstrasse 36",
            "postcode": "4410",
            "town": "Liestal",
            "iban": "CH93 0076 2011 6238 5295 7",
        }
    )
    dialog.accept()
    (row,) = casework.query(queries.payees)
    assert (row.name, row.iban) == ("Gemeinde Liestal", "CH9300762011623852957")
    (column,) = part.table.view.model().columns
    assert "4410 Liestal, CH93 0076 2011 6238 5295 7" in column.second(row)
    part.table.view.select_first()
    part.change()
    changed = [one for one in part.findChildren(ValueDialog) if one is not dialog][-1]
    changed.form["name"].set_value("Stadt Liestal")
    changed.accept()
    assert [one.name for one in casework.query(queries.payees)] == ["Stadt Liestal"]
    messages.set_next_answer(True)
    part.table.view.select_first()
    part.remove_current()
    assert casework.query(queries.payees) == ()
    shown.debtors.add()
    assert "iban" not in shown.debtors.findChild(ValueDialog).form.values()


def test_the_menu_leads_to_the_payees(desk: InlineDesk) -> None:
    shown = opened(desk)
    (action,) = [one for one in shown._more() if "Zahlungs" in one.text()]
    action.trigger()
    assert isinstance(shown.navigator.opened[0], payees_page.PayeesPage)


def test_other_slices_add_commands_to_an_issued_bill(
    desk: InlineDesk, casework: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(
        page, "BILL_COMMANDS", [("Datei schreiben …", lambda _page, row: done.append(row.name))]
    )
    claim_kit.billable(casework)
    issued(casework)
    shown = opened(desk)
    button = next(
        one for one in shown.view.findChildren(QPushButton) if one.text() == "Datei schreiben …"
    )
    button.click()
    assert done == ["1/2026"]


def test_a_draft_names_the_billed_days_that_would_be_blocked_today_before_all_others(
    desk: InlineDesk, casework: Archive
) -> None:
    put = ended_after_the_bill(casework)
    april = (date(2026, 4, 1), date(2026, 4, 30))
    case_kit.invoice(casework, put.enactment, 90_000, *april, "R-4")
    quarter = {"first_day": april[0], "last_day": date(2026, 6, 30)}
    casework.run(usecases.draft_bill, MakeDraft(bfs_number=case_kit.BFS, **quarter))
    view = opened(desk).view
    assert "Tage aus 1/2026, siehe «Nicht dabei». Stimmt das, so stornieren Sie" in words(view)
    tables = {one.accessibleName(): one for one in view.tabs.findChildren(TableView)}
    shown = [list(row) for row in tables["Nicht abgerechnet"].shown_text().rows]
    days = [row[1] for row in shown if row[1]]
    assert days[:2] == ["01.03.2026–31.03.2026", "01.04.2026–30.04.2026"]
    case_kit.invoice(casework, put.enactment, 90_000, *FEBRUARY, "R-5")
    second = casework.run(usecases.draft_bill, MakeDraft(bfs_number=case_kit.BFS, **quarter)).value
    detail = casework.query(queries.bill, second)
    casework.run(usecases.issue_bill, PassBill(id=second, base_version=detail.row.version))
    assert "Tage aus 1/2026" not in words(opened(desk).view), "no word about a day that is over"


def test_the_area_of_the_cases_asks_the_bills_what_they_hold_of_a_case(
    desk: InlineDesk, casework: Archive
) -> None:
    ended_after_the_bill(casework)
    desk.adopt(casework)
    area = next(one for one in areas.areas_for(areas.SERVICE) if one.key == "cases")
    shown: Any = area.factory(desk, navigation())
    shown.resize(1200, 800)
    shown.show()
    said = "01.03.2026 bis 31.03.2026: Verrechnet mit 1/2026 (Kosten CHF 900.00), heute gesperrt"
    assert said in words(shown)


def test_a_draft_says_how_many_invoices_came_since_and_computes_anew(
    desk: InlineDesk, casework: Archive
) -> None:
    bill = claim_kit.billable(casework)
    drafted(casework)
    shown = opened(desk)
    assert "Alles ist abgerechnet." in words(shown.view)
    assert "Seit dem Entwurf" not in words(shown.view)
    again, days = bill.enactment, (date(2026, 3, 1), date(2026, 3, 31))
    for number in ("R-8", "R-9"):
        case_kit.invoice(casework, again, 10_000, *days, number)
    case_kit.invoice(casework, again, 10_000, date(2026, 4, 1), date(2026, 4, 30), "R-10")
    shown.reload()
    assert "Seit dem Entwurf wurden 2 Rechnungen erfasst oder geändert." in words(shown.view)
    assert "Alles ist abgerechnet." not in words(shown.view)
    (link,) = [one for one in shown.view.findChildren(QPushButton) if one.text() == "Neu rechnen"]
    link.click()
    assert "Seit dem Entwurf" not in words(shown.view)
