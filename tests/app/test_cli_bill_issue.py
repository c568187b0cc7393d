"""``sozdesk bill issue`` where a second person releases bills."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from test_cli import PASSWORD, Run, run
from test_cli_bill import bill, service
from test_cli_bill_files import Q1

import claim_kit
from sozdesk.archive.store import Archive, open_with_password
from sozdesk.features.billing import queries
from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.terms import BillRow
from sozdesk.features.cases.records import InvoiceLineRecord

__all__ = ["run", "service"]


def opened(act: Callable[[Archive], Any]) -> Any:
    archive = open_with_password(Path("dienst.sozdesk"), PASSWORD)
    try:
        return act(archive)
    finally:
        archive.close(backup=False)


def stored() -> BillRow:
    (row,) = opened(lambda archive: archive.query(queries.own_bills))
    return row


@pytest.fixture
def drafted(service: Run) -> BillRow:
    """Two persons are set; Bea Beispiel drafted the quarter: 1'350.00."""
    opened(lambda archive: claim_kit.value(archive, "billing_second_person", 1))
    assert bill(service, "draft", *Q1)[0] == 0
    return changed(drafted_by="Bea Beispiel")


def changed(**values: object) -> BillRow:
    row = stored()
    opened(lambda archive: claim_kit.change(archive, BillRecord, row.id, **values))
    return stored()


def test_what_a_second_person_released_is_issued_as_it_is(service: Run, drafted: BillRow) -> None:
    released = changed(released_by="Anna Muster")
    code, out, err = bill(service, "issue", *Q1)
    assert (code, err, "Kantonsanteil: CHF 1'350.00." in out) == (0, "", True)
    row = stored()
    assert (row.id, row.name, row.drafted_by) == (released.id, "1/2026", "Bea Beispiel")
    assert row.released_by == "Anna Muster"


def test_a_draft_that_waits_for_its_release_stays_as_it_is(service: Run, drafted: BillRow) -> None:
    code, _, err = bill(service, "issue", *Q1)
    assert (code, "Eine zweite Person gibt den Entwurf frei" in err) == (1, True)
    assert stored() == drafted


def test_a_release_of_other_figures_is_no_release(service: Run, drafted: BillRow) -> None:
    released = changed(released_by="Anna Muster")

    def less(archive: Archive) -> None:
        one = archive.query(lambda session: session.query(InvoiceLineRecord).first().id)
        claim_kit.change(archive, InvoiceLineRecord, one, amount=80_000)

    opened(less)
    code, _, err = bill(service, "issue", *Q1)
    assert (code, "Rechnen Sie neu." in err) == (1, True)
    assert stored() == released


def test_without_a_draft_one_is_made_and_waits(service: Run) -> None:
    opened(lambda archive: claim_kit.value(archive, "billing_second_person", 1))
    code, _, err = bill(service, "issue", *Q1)
    assert (code, "Eine zweite Person gibt den Entwurf frei" in err) == (1, True)
    assert stored().drafted_by == "Anna Muster"
