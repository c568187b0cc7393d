"""The Auskunft of a person tells the lines of bills in words, never in codes of the program."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

import case_kit
import claim_kit
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries as bills
from sozdesk.features.billing import usecases as billing
from sozdesk.features.billing.records import BillLineRecord
from sozdesk.features.billing.usecases import ALL_PAPERS
from sozdesk.features.cases import queries
from sozdesk.features.cases.texts import column_value

Q1 = billing.MakeDraft(
    bfs_number=case_kit.BFS, first_day=date(2026, 1, 1), last_day=date(2026, 3, 31)
)


def told(archive: Archive, person: Any, table: str) -> dict[str, str]:
    """The first entry of a table, label by label."""
    held = {one.key: one.entries for one in archive.query(queries.held_of, person, ALL_PAPERS)}
    return dict(held[table][0].values)


def test_a_line_of_a_bill_is_told_with_its_whole_computation(casework: Archive) -> None:
    put = claim_kit.billable(casework)
    bill = casework.run(billing.draft_bill, Q1).value
    found = casework.query(bills.bill, bill)
    passed = billing.PassBill(id=bill, base_version=found.row.version)
    casework.run(billing.issue_bill, passed)
    findings = [{"code": "x", "severity": "hint", "message": "Prüfen.", "detail": "Zu viel."}]
    for line in casework.query(lambda session: session.scalars(select(BillLineRecord.id)).all()):
        claim_kit.change(casework, BillLineRecord, line, decision="accepted", findings=findings)
    said = told(casework, put.person, "bill_line")
    assert said["Ansatz"] == "50,0 %"
    assert said["Regime"] == "Sozialhilfe"
    assert said["Kategorie"] == "Beschäftigungsprogramm"
    assert said["Entscheid"] == "anerkannt"
    assert said["Prüfhinweise"] == "Prüfen. Zu viel."
    assert said["Rechenweg"].splitlines()[0] == "Kosten laut Rechnung: 900.00"
    assert "{" not in said["Rechenweg"]
    assert said["Rechenweg"].splitlines()[-1].endswith("450.00 (§ 25b SHV)")


@pytest.mark.parametrize(
    ("column", "code", "label", "said"),
    [
        ("decision", "accepted", "Entscheid", "anerkannt"),
        ("decision", "reduced", "Entscheid", "gekürzt"),
        ("decision", "refused", "Entscheid", "abgelehnt"),
        ("decision", "query", "Entscheid", "Rückfrage"),
        ("settle_by", "credit", "wird ausgeglichen", "Gutschrift"),
        ("settle_by", "next_bill", "wird ausgeglichen", "mit der nächsten Abrechnung"),
    ],
)
def test_the_auskunft_says_a_decision_in_words(
    casework: Archive, column: str, code: str, label: str, said: str
) -> None:
    put = claim_kit.billable(casework, months=1)
    casework.run(billing.draft_bill, Q1)
    (line,) = casework.query(lambda session: session.scalars(select(BillLineRecord.id)).all())
    claim_kit.change(casework, BillLineRecord, line, **{column: code})
    assert told(casework, put.person, "bill_line")[label] == said


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("invoice_line", "units"),
        ("invoice_line", "possible"),
        ("invoice_line", "absent"),
        ("enactment", "units_possible"),
    ],
)
def test_units_are_told_as_they_stand_on_the_invoice(table: str, column: str) -> None:
    assert column_value(table, column, 3100) == "31"
    assert column_value(table, column, 850) == "8.5"
