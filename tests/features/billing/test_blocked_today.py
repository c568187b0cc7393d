"""What becomes known after a bill was issued is named at the next draft, with the Rappen it concerns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select
from test_billed_cases import Q1, issued, passing

import case_kit
import claim_kit
from sozdesk.archive.base import Record
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries as bills
from sozdesk.features.billing import usecases as billing
from sozdesk.features.billing.records import (
    BillLineRecord,
    BillRecord,
    ClosedYearRecord,
)
from sozdesk.features.billing.terms import LeftOutRow
from sozdesk.features.cases import usecases
from sozdesk.features.cases.records import CaseMemberRecord, CaseRecord, ResidenceRecord
from sozdesk.features.cases.terms import PersonPart
from sozdesk.features.offerings.records import DecisionRecord

Q2 = replace(Q1, first_day=date(2026, 4, 1), last_day=date(2026, 6, 30))
DO = "Stimmt das, so stornieren Sie die Abrechnung und rechnen neu ab."
FEBRUARY, MARCH = (date(2026, 2, 1), date(2026, 2, 28)), (date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def put(casework: Archive) -> claim_kit.Billable:
    """900.00 for each of January to March 2026."""
    return claim_kit.billable(casework)


def left_out(archive: Archive) -> tuple[LeftOutRow, ...]:
    """What the draft of the second quarter says of billed days."""
    made = archive.run(billing.draft_bill, Q2).value
    detail = archive.query(bills.bill, made)
    assert detail is not None
    return tuple(one for one in detail.left_out if one.billed_in)


def end_support(archive: Archive, case_id: UUID, day: date | None) -> None:
    version = archive.query(lambda session: session.get_one(CaseRecord, case_id).version)
    changes = {"support_ended_on": day}
    command = usecases.ChangeCase(id=case_id, base_version=version, changes=changes)
    archive.run(usecases.change_case, command)


def the_only(archive: Archive, table: type[Record]) -> UUID:
    found: UUID = archive.query(lambda session: session.scalars(select(table.id)).one())  # type: ignore[attr-defined]
    return found


def test_while_everything_stands_as_billed_nothing_is_said(
    casework: Archive, put: claim_kit.Billable
) -> None:
    issued(casework)
    assert left_out(casework) == ()


def test_an_abloesung_learnt_late_names_the_two_billed_months_after_it_until_the_bill_is_taken_back(
    casework: Archive, put: claim_kit.Billable
) -> None:
    bill = issued(casework)
    end_support(casework, put.case, date(2026, 1, 31))
    (found,) = left_out(casework)
    assert (found.first_day, found.last_day) == (FEBRUARY[0], MARCH[1])
    assert (found.name, found.offering_number, found.billed_in) == ("Muster Anna", 1, "1/2026")
    assert found.cost == 0, "the days are billed: this is no cost that the bill leaves out"
    said = "Verrechnet mit 1/2026 (Kosten CHF 1'800.00), heute gesperrt: Nach der Ablösung am 31.01.2026."
    assert found.reasons == (said,)
    casework.run(billing.cancel_bill, passing(casework, bill))
    assert left_out(casework) == ()


def test_a_permit_learnt_late_names_the_days_of_the_other_regime(
    casework: Archive, put: claim_kit.Billable
) -> None:
    issued(casework)
    command = usecases.AddPersonPart(
        kind=PersonPart.RESIDENCE,
        person_id=put.person,
        values={"valid_from": date(2026, 3, 17), "permit": "F", "refugee": False},
    )
    casework.run(usecases.add_person_part, command)
    (found,) = left_out(casework)
    # 15 of the 31 days of March: 900.00 x 31 / 31 - 900.00 x 16 / 31 (464.51, cut off) = 435.49
    assert (found.first_day, found.last_day) == (date(2026, 3, 17), MARCH[1])
    said = "Verrechnet mit 1/2026 (Kosten CHF 435.49), heute gesperrt: Mit dem Regime Sozialhilfe verrechnet"
    assert found.reasons[0].startswith(said)


def test_days_without_any_regime_today_are_named(
    casework: Archive, put: claim_kit.Billable
) -> None:
    issued(casework)
    claim_kit.change(
        casework, ResidenceRecord, the_only(casework, ResidenceRecord), ended_on=FEBRUARY[1]
    )
    (found,) = left_out(casework)
    assert (found.first_day, found.last_day) == MARCH
    assert "Regime oder Gemeinde ist an diesen Tagen nicht bekannt." in found.reasons[0]


def test_a_member_who_was_not_supported_and_an_offering_not_recognised_are_named_in_one_sentence(
    casework: Archive, put: claim_kit.Billable
) -> None:
    issued(casework)
    member = the_only(casework, CaseMemberRecord)
    change = usecases.ChangeMember(id=member, base_version=1, changes={"ended_on": FEBRUARY[1]})
    casework.run(usecases.change_member, change)
    decision = the_only(casework, DecisionRecord)
    claim_kit.change(casework, DecisionRecord, decision, valid_from=FEBRUARY[0])
    january, march = sorted(left_out(casework), key=lambda one: one.first_day)
    assert (january.first_day, january.last_day) == (date(2026, 1, 1), date(2026, 1, 31))
    assert "Angebot 1 ist an diesem Tag nicht anerkannt (Katalog des KSA)." in january.reasons[0]
    assert (march.first_day, march.last_day) == MARCH
    assert "An diesen Tagen nicht von dieser Gemeinde unterstützt (Fall)." in march.reasons[0]


def test_what_was_refused_for_good_and_closed_years_are_not_named(
    casework: Archive, put: claim_kit.Billable
) -> None:
    bill = issued(casework)
    end_support(casework, put.case, date(2026, 1, 31))
    assert len(left_out(casework)) == 1
    lines = casework.query(
        lambda session: list(
            session.scalars(select(BillLineRecord.id).where(BillLineRecord.bill_id == bill))
        )
    )
    claim_kit.change(casework, BillRecord, bill, state="answered")
    for line in lines:
        claim_kit.change(casework, BillLineRecord, line, decision="refused")
    assert left_out(casework) == ()
    for line in lines:
        claim_kit.change(casework, BillLineRecord, line, decision="accepted")
    assert len(left_out(casework)) == 1
    case_kit.row(casework, ClosedYearRecord, year=2026, closed_on=date(2027, 3, 1), closed_by="A")
    assert left_out(casework) == ()


def test_the_case_says_it_and_another_case_does_not(
    casework: Archive, put: claim_kit.Billable
) -> None:
    other = case_kit.case(casework, [case_kit.person(casework, "Anders", "Beat")], 2)
    issued(casework)
    end_support(casework, put.case, date(2026, 2, 28))
    said = "Verrechnet mit 1/2026 (Kosten CHF 900.00), heute gesperrt: Nach der Ablösung am 28.02.2026."
    told = casework.query(bills.told_of_case, case_kit.BFS, put.case)
    assert told == (f"Muster Anna, 01.03.2026 bis 31.03.2026: {said}", DO)
    assert casework.query(bills.told_of_case, case_kit.BFS, other) == ()
