"""What an issued bill rests on cannot be changed until it is taken back; drafts hold nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

import case_kit
import claim_kit
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries as bills
from sozdesk.features.billing import usecases as billing
from sozdesk.features.billing.usecases import MakeDraft, PassBill
from sozdesk.features.cases import queries, usecases
from sozdesk.features.cases.records import CaseMemberRecord, ParticipationRecord
from sozdesk.features.cases.terms import InvoiceRow, Payer
from sozdesk.features.cases.ui.invoice_draft import draft_of
from sozdesk.features.cases.usecases import RemoveRow
from sozdesk.features.offerings.terms import PriceUnit
from sozdesk.kernel.errors import NotFound, RuleViolation

Q1 = MakeDraft(bfs_number=case_kit.BFS, first_day=date(2026, 1, 1), last_day=date(2026, 3, 31))
HELD = (
    "steht in der Abrechnung 1/2026 von Liestal: Stornieren Sie diese, bevor Sie ändern, worauf sie "
    "beruht."
)


def issued(archive: Archive) -> UUID:
    bill: UUID = archive.run(billing.draft_bill, Q1).value
    archive.run(billing.issue_bill, passing(archive, bill))
    return bill


def passing(archive: Archive, bill: UUID) -> PassBill:
    found = archive.query(bills.bill, bill)
    assert found is not None
    return PassBill(id=bill, base_version=found.row.version)


@pytest.fixture
def put(casework: Archive) -> claim_kit.Billable:
    return claim_kit.billable(casework)


def refused(archive: Archive, usecase: Any, command: object) -> str:
    with pytest.raises(RuleViolation) as caught:
        archive.run(usecase, command)
    (finding,) = caught.value.findings
    return finding.message


def march(archive: Archive) -> InvoiceRow:
    return next(row for row in archive.query(queries.invoices) if row.number == "R-3")


def change(row: InvoiceRow, **line: Any) -> usecases.ChangeInvoice:
    draft = draft_of(row)
    other = replace(draft, lines=tuple(replace(one, **line) for one in draft.lines))
    return usecases.ChangeInvoice(id=row.id, base_version=row.version, draft=other)


@pytest.mark.parametrize(
    "different",
    [
        {"amount": 80_000},
        {"first_day": date(2026, 3, 2)},
        {"last_day": date(2026, 3, 30)},
        {"units": 100},
        {"possible": 2000},
        {"absent": 100},
        {"id": None},
    ],
)
def test_a_billed_line_of_an_invoice_stays_as_it_is(
    casework: Archive, put: claim_kit.Billable, different: dict[str, Any]
) -> None:
    issued(casework)
    wanted = change(march(casework), **different)
    assert refused(casework, usecases.change_invoice, wanted) == f"Diese Rechnung {HELD}"


def test_number_and_date_of_a_billed_invoice_stay_but_paying_and_another_line_do_not_matter(
    casework: Archive, put: claim_kit.Billable
) -> None:
    issued(casework)
    row = march(casework)
    for head in ({"number": "R-9"}, {"invoiced_on": date(2026, 4, 2)}):
        other = replace(draft_of(row), **head)
        wanted = usecases.ChangeInvoice(id=row.id, base_version=row.version, draft=other)
        assert refused(casework, usecases.change_invoice, wanted) == f"Diese Rechnung {HELD}"
    draft = draft_of(row)
    late = replace(draft.lines[0], id=None, first_day=date(2026, 4, 1), last_day=date(2026, 4, 30))
    more = replace(draft, note="mit April", lines=(*draft.lines, late))
    casework.run(
        usecases.change_invoice,
        usecases.ChangeInvoice(id=row.id, base_version=row.version, draft=more),
    )
    row = march(casework)
    paid = usecases.PayInvoice(id=row.id, base_version=row.version, paid_on=date(2026, 4, 9))
    casework.run(usecases.pay_invoice, paid)
    assert len(march(casework).lines) == 2


def test_a_billed_invoice_is_not_removed_a_draft_or_a_cancelled_bill_holds_nothing(
    casework: Archive, put: claim_kit.Billable
) -> None:
    bill = issued(casework)
    row = march(casework)
    gone = RemoveRow(id=row.id, base_version=row.version)
    assert refused(casework, usecases.remove_invoice, gone) == f"Diese Rechnung {HELD}"
    casework.run(billing.cancel_bill, passing(casework, bill))
    casework.run(billing.draft_bill, Q1)
    casework.run(usecases.remove_invoice, gone)
    assert len(casework.query(queries.invoices)) == 2


def test_a_bill_that_takes_back_holds_the_cases_until_it_is_settled_itself(
    casework: Archive, put: claim_kit.Billable
) -> None:
    bill = issued(casework)
    casework.run(billing.cancel_bill, passing(casework, bill))
    held = casework.query(queries.holds, [put.case])[put.case]
    said = {(row.note, row.ended_on is None) for row in held}
    assert said == {
        ("Abrechnung 1/2026 der Gemeinde Liestal", False),
        ("Abrechnung 2/2026 der Gemeinde Liestal", True),
    }


def enactment(archive: Archive, put: claim_kit.Billable, **changes: object) -> Any:
    row = archive.query(queries.enactment, put.enactment)
    assert row is not None
    return usecases.ChangeEnactment(id=row.id, base_version=row.version, changes=changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"price": 95_000},
        {"unit": PriceUnit.DAY},
        {"approved": 1_000_000},
        {"units_possible": 2000},
        {"without_share": True},
        {"first_day": date(2026, 1, 2)},
        {"last_day": date(2026, 3, 30)},
    ],
)
def test_what_a_bill_takes_from_an_enactment_stays(
    casework: Archive, put: claim_kit.Billable, changes: dict[str, object]
) -> None:
    issued(casework)
    said = refused(casework, usecases.change_enactment, enactment(casework, put, **changes))
    assert said == f"Dieses verfügte Angebot {HELD}"


def test_a_billed_enactment_is_not_left_without_its_verfuegung_another_one_may_take_its_place(
    casework: Archive, put: claim_kit.Billable
) -> None:
    issued(casework)
    row = casework.query(queries.enactment, put.enactment)
    assert row is not None
    link = usecases.LinkRuling(id=row.id, base_version=row.version, ruling_id=None)
    assert refused(casework, usecases.link_ruling, link) == f"Dieses verfügte Angebot {HELD}"
    without = enactment(casework, put, ruling_id=None)
    assert (
        refused(casework, usecases.change_enactment, without) == f"Dieses verfügte Angebot {HELD}"
    )
    other = case_kit.ruling(casework, put.case, "2026-002", nature="change")
    casework.run(usecases.link_ruling, replace(link, ruling_id=other))


def test_taking_part_does_not_begin_after_billed_days_or_not_at_all(
    casework: Archive, put: claim_kit.Billable
) -> None:
    issued(casework)
    (part,) = casework.query(lambda session: session.scalars(select(ParticipationRecord.id)).all())

    def begin(day: date | None) -> usecases.ChangeParticipation:
        return usecases.ChangeParticipation(id=part, base_version=1, changes={"began_on": day})

    for day in (date(2026, 1, 2), None):
        said = refused(casework, usecases.change_participation, begin(day))
        assert said == f"Dieses verfügte Angebot {HELD}"
    casework.run(usecases.change_participation, begin(date(2026, 1, 1)))
    ended = {"ended_on": date(2026, 2, 28), "result": "completed"}
    version = casework.query(lambda session: session.get_one(ParticipationRecord, part).version)
    command = usecases.ChangeParticipation(id=part, base_version=version, changes=ended)
    casework.run(usecases.change_participation, command)


def test_the_person_of_a_billed_enactment_stays(casework: Archive, put: claim_kit.Billable) -> None:
    other = case_kit.person(casework, "Muster", "Beat")
    case_kit.row(
        casework,
        CaseMemberRecord,
        case_id=put.case,
        person_id=other,
        valid_from=date(2025, 6, 1),
        supported=True,
    )
    issued(casework)
    said = refused(casework, usecases.change_enactment, enactment(casework, put, person_id=other))
    assert said == f"Dieses verfügte Angebot {HELD}"


def test_a_billed_enactment_grows_and_ends_after_the_billed_days_and_is_not_removed(
    casework: Archive, put: claim_kit.Billable
) -> None:
    issued(casework)
    longer = {"last_day": date(2027, 6, 30), "approved": 2_000_000}
    casework.run(usecases.change_enactment, enactment(casework, put, **longer))
    shorter = {"last_day": date(2026, 3, 31)}
    casework.run(usecases.change_enactment, enactment(casework, put, **shorter))
    row = casework.query(queries.enactment, put.enactment)
    assert row is not None
    gone = RemoveRow(id=row.id, base_version=row.version)
    said = refused(casework, usecases.remove_enactment, gone)
    assert said == f"Dieses verfügte Angebot {HELD}"


def merged(archive: Archive, put: claim_kit.Billable) -> UUID:
    """The person of the billable course becomes an entry that was made twice; answers who stays."""
    row = archive.query(queries.enactment, put.enactment)
    assert row is not None
    keep = case_kit.person(archive, "Muster", "Ana")
    command = usecases.MergePersons(
        keep_id=keep, keep_version=1, drop_id=row.person_id, drop_version=1
    )
    archive.run(usecases.merge_persons, command)
    return keep


def test_a_merge_stays_once_an_issued_bill_holds_lines_of_the_person(
    casework: Archive, put: claim_kit.Billable
) -> None:
    keep = merged(casework, put)
    bill = issued(casework)
    detail = casework.query(bills.bill, bill)
    assert detail is not None
    assert {line.person_id for line in detail.lines} == {keep}
    with pytest.raises(NotFound) as caught:
        casework.undo_last()
    assert str(caught.value).startswith("«Liestal, 1. Quartal 2026: Abrechnung 1/2026 gestellt")
    stays = "» lässt sich nicht rückgängig machen, und was davor geschah, deshalb auch nicht."
    assert stays in str(caught.value)
    row = casework.query(queries.enactment, put.enactment)
    assert row is not None
    assert row.person_id == keep


def test_a_merge_is_undone_through_a_draft_and_the_next_bill_names_the_first_person(
    casework: Archive, put: claim_kit.Billable
) -> None:
    before = casework.query(queries.enactment, put.enactment)
    assert before is not None
    merged(casework, put)
    casework.run(billing.draft_bill, Q1)
    casework.undo_last()  # the draft
    casework.undo_last()  # the merge
    detail = casework.query(bills.bill, issued(casework))
    assert detail is not None
    assert {line.person_id for line in detail.lines} == {before.person_id}


def test_what_a_bill_took_off_stays_and_a_late_payment_is_free(
    casework: Archive, put: claim_kit.Billable
) -> None:
    def pay(first: date, last: date) -> UUID:
        command = usecases.AddThirdParty(
            enactment_id=put.enactment,
            payer=Payer.IV,
            first_day=first,
            last_day=last,
            amount=10_000,
        )
        made: UUID = casework.run(usecases.add_third_party, command).value
        return made

    held = pay(date(2026, 3, 1), date(2026, 3, 31))
    issued(casework)
    late = pay(date(2026, 2, 1), date(2026, 2, 28))
    less = usecases.ChangeThirdParty(id=held, base_version=1, changes={"amount": 9_000})
    assert refused(casework, usecases.change_third_party, less) == f"Diese Zahlung {HELD}"
    said = refused(casework, usecases.remove_third_party, RemoveRow(id=held, base_version=1))
    assert said == f"Diese Zahlung {HELD}"
    received = {"received_on": date(2026, 4, 1)}
    casework.run(
        usecases.change_third_party,
        usecases.ChangeThirdParty(id=held, base_version=1, changes=received),
    )
    casework.run(usecases.remove_third_party, RemoveRow(id=late, base_version=1))


def test_a_move_into_billed_days_names_the_bill_a_later_one_is_free(
    casework: Archive, put: claim_kit.Billable
) -> None:
    issued(casework)
    move = usecases.MoveCase(id=put.case, base_version=1, moved_on=date(2026, 3, 31), moved_to=2861)
    said = refused(casework, usecases.move_case, move)
    assert said == f"Mindestens ein Tag ab dem Wegzug {HELD}"
    casework.run(usecases.move_case, replace(move, moved_on=date(2026, 4, 1)))


def test_persons_of_a_bill_may_be_merged(casework: Archive, put: claim_kit.Billable) -> None:
    other = case_kit.person(casework, "Muster", "Ana")
    issued(casework)
    merge = usecases.MergePersons(keep_id=other, keep_version=1, drop_id=put.person, drop_version=1)
    casework.run(usecases.merge_persons, merge)
    row = casework.query(queries.enactment, put.enactment)
    assert row is not None
    assert row.person_id == other
