"""A bill as pdf and xlsx: what the KSA gets, what the office keeps, and the QR bill."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from pypdf import PdfReader

import case_kit
import claim_kit
from bill_kit import creditor
from sozdesk.archive.store import Archive
from sozdesk.documents.qr_bill import Address, payment_part
from sozdesk.features.billing import queries, reports, usecases
from sozdesk.features.billing.terms import BillPaper
from sozdesk.features.billing.terms.accounts import AccountKind
from sozdesk.features.billing.usecases import MakeDraft, PassBill, accounts
from sozdesk.kernel.errors import RuleViolation

IBAN = "CH93 0076 2011 6238 5295 7"
Q1 = MakeDraft(bfs_number=case_kit.BFS, first_day=date(2026, 1, 1), last_day=date(2026, 3, 31))


def debtor(archive: Archive) -> UUID:
    return creditor(archive, AccountKind.DEBTOR, name="Kantonales Sozialamt")


def paper(archive: Archive, *, issued: bool = True) -> BillPaper:
    made = archive.run(usecases.draft_bill, Q1).value
    if issued:
        archive.run(usecases.issue_bill, PassBill(id=made, base_version=1))
    return archive.query(queries.bill_paper, made, archive.context())


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: [list(row) for row in sheet.values] for sheet in book}


def test_the_workbook_holds_lines_what_is_left_out_and_every_step(casework: Archive) -> None:
    claim_kit.billable(casework, months=2)
    found = sheets(reports.bill_xlsx(paper(casework)))
    assert {"Zeilen", "Nicht dabei", "Erklärung"} <= set(found)
    lines = [row for row in found["Zeilen"] if row[1] == "Muster Anna"]
    assert [row[7:12] for row in lines] == [[900, 0, 900, 450, 450]] * 2
    total = next(row for row in found["Zeilen"] if row[1] == "Total")
    assert total[7:12] == [1800, 0, 1800, 900, 900]
    assert ["Muster Anna", "Tagesstruktur (Angebot 1)", "Keine Rechnung erfasst."] in [
        [row[0], row[1], row[6]] for row in found["Nicht dabei"]
    ]
    assert [1, "Kantonsanteil 50,0 %, Ansatz ab 01.01.2020", 450, "§ 25b SHV"] in [
        row[:4] for row in found["Erklärung"]
    ]


def test_the_same_bill_gives_the_same_bytes(casework: Archive) -> None:
    claim_kit.billable(casework)
    creditor(casework)
    debtor(casework)
    made = paper(casework)
    assert reports.bill_pdf(made) == reports.bill_pdf(made)
    assert reports.bill_title(made) == "Abrechnung 1/2026"


@pytest.mark.parametrize("with_payee", [True, False])
def test_the_pdf_has_a_qr_bill_only_if_it_is_known_who_is_paid(
    casework: Archive, *, with_payee: bool
) -> None:
    claim_kit.billable(casework)
    if with_payee:
        creditor(casework)
    made = paper(casework)
    text = pdf_text(reports.bill_pdf(made))
    assert ("Zahlteil" in text) is with_payee
    assert ("IBAN sind nicht erfasst" in text) is not with_payee
    assert "Warum nicht dabei" not in text


def test_no_qr_bill_for_a_draft_or_where_the_canton_owes_nothing(casework: Archive) -> None:
    claim_kit.billable(casework)
    creditor(casework)
    assert "Zahlteil" not in pdf_text(reports.bill_pdf(paper(casework, issued=False)))
    made = paper(casework)
    taken = casework.run(
        usecases.cancel_bill, PassBill(id=made.detail.row.id, base_version=made.detail.row.version)
    ).value
    cancelled = casework.query(queries.bill_paper, taken, casework.context())
    assert reports.bill_title(cancelled) == "Stornierung 2/2026"
    assert "Zahlteil" not in pdf_text(reports.bill_pdf(cancelled))


def pdf_text(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_the_code_says_what_the_standard_asks_for() -> None:
    """SIX Implementation Guidelines QR-bill 2.3: header, IBAN, structured creditor, amount, debtor, end."""
    svg = payment_part(
        Address(name="Gemeinde", street="Weg 1", postcode="4410", town="Liestal"),
        IBAN.replace(" ", ""),
        None,
        123_450,
        "Abrechnung 3/2027, Liestal",
    )
    assert "Zahlteil" in svg
    assert "1 234.50" in svg
    assert "Abrechnung 3/2027, Liestal" in svg
    assert "CH93 0076 2011 6238 5295 7" in svg


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"iban": "CH93 0076 2011 6238 5295 8"}, "iban"),
        ({"iban": "DE89 3704 0044 0532 0130 00"}, "iban"),
        ({"name": " "}, "name"),
        ({"town": ""}, "town"),
    ],
)
def test_a_creditor_that_no_bank_would_take_is_refused(
    casework: Archive, wrong: dict[str, str], field: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        creditor(casework, **wrong)
    assert [one.field for one in refused.value.findings] == [field]


def test_a_creditor_of_a_later_day_leaves_the_earlier_one(casework: Archive) -> None:
    first = creditor(casework)
    later = creditor(casework, since=2027, name="Gemeinde neu")
    with pytest.raises(RuleViolation, match="Ab diesem Tag gilt schon ein Wert"):
        creditor(casework, since=2027)
    change = accounts.ChangeAccountValue(
        kind=AccountKind.CREDITOR, id=later, base_version=1, changes={"name": "Gemeinde Neu"}
    )
    casework.run(accounts.change_account_value, change)
    assert [one.name for one in casework.query(queries.payees)] == [
        "Gemeinde Beispieltal",
        "Gemeinde Neu",
    ]
    known = casework.query(queries.parties, case_kit.BFS, date(2026, 12, 31))
    assert known.creditor is not None
    assert known.creditor.name == "Gemeinde Beispieltal"
    payer = debtor(casework)
    for kind, key, version in (
        (AccountKind.CREDITOR, first, 1),
        (AccountKind.CREDITOR, later, 2),
        (AccountKind.DEBTOR, payer, 1),
    ):
        gone = accounts.RemoveAccountValue(kind=kind, id=key, base_version=version)
        casework.run(accounts.remove_account_value, gone)
    assert casework.query(queries.payees) == ()
    assert casework.query(queries.debtors) == ()


def test_each_side_enters_what_it_needs(archive: Archive, casework: Archive) -> None:
    """The QR bill needs an address; who pays is the Sozialdienst's, accounts are the KSA's."""
    creditor(archive, postcode="", town="", street="")
    assert [one.town for one in archive.query(queries.payees)] == [""]
    with pytest.raises(RuleViolation):
        debtor(archive)
    posting = accounts.AddAccountValue(
        kind=AccountKind.POSTING, valid_from=date(2026, 1, 1), values={"account": "3632.00"}
    )
    with pytest.raises(RuleViolation):
        casework.run(accounts.add_account_value, posting)
