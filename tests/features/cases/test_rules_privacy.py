"""When a case may be deleted: the days by hand, and every step that must come before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sozdesk.features.cases import rules
from sozdesk.features.cases.terms import ArchiveAnswer, DeletionKind, HoldReason
from sozdesk.features.cases.terms.privacy import (
    DeletionRow,
    DeletionStep,
    HoldRow,
    RetentionFacts,
)

TODAY = date(2037, 2, 1)


def facts(**more: Any) -> RetentionFacts:
    values = {
        "kind": DeletionKind.CASE,
        "closed_on": date(2027, 1, 31),
        "retention_years": 10,
        "repayment_starts_on": None,
        "repayment_years": 10,
        "holds": (),
        "against": (),
        "newest_entry_on": None,
        **more,
    }
    return RetentionFacts(**values)


def hold(first: date, last: date | None = None, note: str = "") -> HoldRow:
    return HoldRow(
        id=UUID(int=1),
        version=1,
        subject_id=UUID(int=2),
        reason=HoldReason.AUDIT,
        note=note,
        valid_from=first,
        ended_on=last,
    )


def test_ten_years_after_the_closing_the_case_is_due_on_the_next_day():
    assert rules.retention_on(facts(), TODAY).due_on == date(2037, 2, 1)
    assert rules.retention_on(facts(), TODAY).reasons == ()
    assert rules.retention_on(facts(), date(2037, 1, 31)).reasons == (
        "Die Aufbewahrung läuft bis 31.01.2037.",
    )


def test_a_later_note_begins_the_years_anew_and_an_earlier_one_does_not():
    assert rules.retention_on(facts(newest_entry_on=date(2028, 5, 3)), TODAY).due_on == date(
        2038, 5, 4
    )
    assert rules.retention_on(facts(newest_entry_on=date(2020, 1, 1)), TODAY).due_on == date(
        2037, 2, 1
    )


def test_the_years_of_the_repayment_count_from_the_day_that_a_person_typed():
    later = facts(repayment_starts_on=date(2030, 6, 30))
    assert rules.retention_on(later, TODAY).due_on == date(2040, 7, 1)
    unknown = facts(repayment_starts_on=date(2030, 6, 30), repayment_years=None)
    assert rules.retention_on(unknown, TODAY).due_on == date(2037, 2, 1)


def test_a_bill_is_kept_from_the_end_of_the_year_in_which_it_was_settled():
    settled = facts(kind=DeletionKind.BILL, closed_on=date(2027, 2, 3))
    assert rules.retention_on(settled, TODAY).due_on == date(2038, 1, 1)
    assert rules.retention_on(settled, TODAY).reasons == ("Die Aufbewahrung läuft bis 31.12.2037.",)
    still_open = facts(kind=DeletionKind.BILL, closed_on=None)
    assert rules.retention_on(still_open, TODAY).reasons == ("Die Abrechnung ist noch offen.",)


def test_an_open_case_and_an_unknown_retention_are_said():
    assert rules.retention_on(facts(closed_on=None), TODAY) == rules.retention_on(
        facts(closed_on=None), TODAY
    )
    assert rules.retention_on(facts(closed_on=None), TODAY).reasons == (
        "Der Fall ist nicht abgeschlossen.",
    )
    assert "nicht erfasst" in rules.retention_on(facts(retention_years=None), TODAY).reasons[0]
    assert rules.retention_on(facts(retention_years=None), TODAY).due_on is None


def test_a_case_that_closes_tomorrow_is_not_closed_yet():
    closing = facts(closed_on=TODAY + timedelta(days=1), retention_years=0)
    assert "Läuft noch bis 02.02.2037." in rules.retention_on(closing, TODAY).reasons


@pytest.mark.parametrize(
    ("held", "against"),
    [
        (hold(date(2037, 1, 1)), ("Gesperrt: Audit.",)),
        (hold(date(2037, 1, 1), TODAY, "Prüfung"), ("Gesperrt: Audit (Prüfung).",)),
        (hold(date(2036, 1, 1), date(2037, 1, 31)), ()),
        (hold(date(2037, 2, 2)), ()),
    ],
)
def test_a_hold_counts_on_its_days_only(held, against):
    assert rules.retention_on(facts(holds=(held,)), TODAY).reasons == against


def test_what_else_stands_against_it_keeps_the_case():
    reasons = rules.retention_on(
        facts(against=("Eine Verfügung ist angefochten und noch nicht rechtskräftig.",)), TODAY
    ).reasons
    assert reasons == ("Eine Verfügung ist angefochten und noch nicht rechtskräftig.",)


def test_the_29th_of_february_becomes_the_28th():
    assert rules.years_later(date(2028, 2, 29), 1) == date(2029, 2, 28)
    assert rules.years_later(date(2028, 2, 29), 4) == date(2032, 2, 29)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 30))
def test_the_retention_is_never_shorter_than_its_years(closed, years):
    due = rules.retention_on(facts(closed_on=closed, retention_years=years), TODAY).due_on
    assert due is not None
    assert due.year >= closed.year + years
    assert due > closed


def row(**more: Any) -> DeletionRow:
    values = {
        "id": UUID(int=1),
        "version": 1,
        "kind": DeletionKind.CASE,
        "subject_id": UUID(int=2),
        "name": "Fall 12",
        "number": 12,
        "year": None,
        "bfs_number": 2829,
        "closed_on": date(2027, 1, 31),
        "persons": 1,
        "step": DeletionStep.DUE,
        "due_on": date(2037, 2, 1),
        "reasons": (),
        **more,
    }
    return DeletionRow(**values)


LISTED = row(step=DeletionStep.LISTED, listed_on=TODAY, listed_by="Anna Muster")
OFFERED = replace(LISTED, step=DeletionStep.OFFERED, offered_on=TODAY, offered_to="Archiv")
ANSWERED = replace(
    OFFERED, step=DeletionStep.ANSWERED, answer=ArchiveAnswer.DECLINES, answered_on=TODAY
)
APPROVED = replace(
    ANSWERED, step=DeletionStep.APPROVED, approved_by="Beat Beispiel", approved_on=TODAY
)


def codes(found: DeletionRow, wanted: DeletionStep, who: str = "Beat Beispiel") -> list[str]:
    return [one.code for one in rules.step_findings(found, wanted, who)]


def test_each_step_needs_the_one_before():
    assert codes(row(), DeletionStep.LISTED) == []
    assert codes(row(reasons=("x",), step=DeletionStep.WAITING), DeletionStep.LISTED) == ["held"]
    assert codes(LISTED, DeletionStep.LISTED) == ["listed"]
    assert codes(LISTED, DeletionStep.OFFERED) == []
    assert codes(LISTED, DeletionStep.ANSWERED) == ["not_offered"]
    assert codes(OFFERED, DeletionStep.ANSWERED) == []
    assert codes(LISTED, DeletionStep.APPROVED) == ["not_offered", "not_answered"]
    assert codes(OFFERED, DeletionStep.APPROVED) == ["not_answered"]
    assert codes(ANSWERED, DeletionStep.APPROVED) == []
    assert codes(ANSWERED, DeletionStep.DELETED) == ["not_approved"]
    assert codes(APPROVED, DeletionStep.DELETED) == []


def test_who_listed_a_case_cannot_approve_its_deletion():
    assert codes(ANSWERED, DeletionStep.APPROVED, "Anna Muster") == ["same_person"]


def test_what_comes_up_after_the_approval_still_stops_the_deletion():
    assert codes(replace(APPROVED, reasons=("Gesperrt: Audit.",)), DeletionStep.DELETED) == ["held"]


def test_an_export_says_to_whom_and_what_for():
    assert [one.field for one in rules.export_findings(" ", "")] == ["recipient", "purpose"]
    assert rules.export_findings("Gemeinde Sissach", "Umzug") == ()


@pytest.mark.parametrize("name", ["anna muster", " Anna  Muster", "ANNA MUSTER"])
def test_the_same_person_in_other_letters_is_no_second_one(name):
    codes = {one.code for one in rules.step_findings(ANSWERED, DeletionStep.APPROVED, name)}
    assert codes == {"same_person"}
    assert rules.step_findings(ANSWERED, DeletionStep.APPROVED, "Beat Beispiel") == ()


def test_who_has_no_name_is_no_second_person_of_who_has_none():
    nameless = replace(ANSWERED, listed_by="")
    codes = {one.code for one in rules.step_findings(nameless, DeletionStep.APPROVED, "")}
    assert codes == {"same_person"}
