"""Each check of the KSA with a bill made by hand that violates this one, read in from its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from test_bill_checks import MUTTENZ, codes, ksa, moved, received

import bill_file_kit as kit
import claim_kit
from bill_world import Course
from sozdesk.archive.store import Archive
from sozdesk.features.billing.terms.checks import CheckCode
from sozdesk.features.cases.terms import Permit
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.records import DecisionRecord, OfferingPriceRecord
from sozdesk.features.offerings.terms import PriceUnit

__all__ = ["ksa"]

MIDDLE = date(2026, 1, 16)


def enacted(course: Course, **changes: Any) -> dict[str, Any]:
    claim = course.claim()
    return {"claims": (replace(claim, enactments=(replace(claim.enactments[0], **changes),)),)}


def ruled(course: Course, **changes: Any) -> dict[str, Any]:
    ruling = course.claim().enactments[0].ruling
    assert ruling is not None
    return enacted(course, ruling=replace(ruling, **changes))


def attended(course: Course, **changes: Any) -> dict[str, Any]:
    claim = course.claim()
    return {"claims": (replace(claim, costs=(replace(claim.costs[0], **changes),)),)}


def supported(course: Course, **changes: Any) -> dict[str, Any]:
    claim = course.claim()
    return {"claims": (replace(claim, support=(replace(claim.support[0], **changes),)),)}


def permitted(course: Course, permit: Permit) -> dict[str, Any]:
    claim = course.claim()
    residence = replace(claim.person.residences[0], permit=permit)
    return {"claims": (replace(claim, person=replace(claim.person, residences=(residence,))),)}


def one_over_the_sum(_course: Course) -> dict[str, Any]:
    return {"canton": 43_001}


def approved(course: Course) -> dict[str, Any]:
    """900.00 claimed, 800.00 approved by the Verfügung."""
    return ruled(course, limit_amount=80_000)


def begun_later(course: Course) -> dict[str, Any]:
    """The Verfügung is in force from the 16th; the KSA computes the other half of the month."""
    return ruled(course, in_force_from=MIDDLE)


def contested(course: Course) -> dict[str, Any]:
    return ruled(course, contested=True)


def too_many_units(course: Course) -> dict[str, Any]:
    """Twelve days attended of ten possible ones."""
    return attended(course, units=1_200, possible=1_000)


def dearer(course: Course) -> dict[str, Any]:
    """950.00 agreed, 900.00 in the catalogue."""
    return enacted(course, price=95_000)


def asylum(course: Course) -> dict[str, Any]:
    """Permit N, claimed as Sozialhilfe."""
    return permitted(course, Permit.N)


def without_end(course: Course) -> dict[str, Any]:
    """The case was closed on 3 February and nobody wrote down the Ablösung."""
    return supported(course, closed_on=date(2026, 2, 3))


@pytest.mark.parametrize(
    ("violation", "expected"),
    [
        (one_over_the_sum, [CheckCode.FILE_SUM]),
        (approved, [CheckCode.ABOVE_APPROVED]),
        (begun_later, [CheckCode.COMPUTED_OTHERWISE, CheckCode.OUTSIDE_RULING]),
        (contested, [CheckCode.RULING_CONTESTED]),
        (too_many_units, [CheckCode.UNITS_ABOVE_POSSIBLE]),
        (dearer, [CheckCode.PRICE_DIFFERS]),
        (asylum, [CheckCode.REGIME_DIFFERS]),
        (without_end, [CheckCode.SUPPORT_END_MISSING]),
    ],
)
def test_a_bill_that_violates_one_check_is_found_by_this_one(
    ksa: Archive,
    course: Course,
    tmp_path: Path,
    violation: Callable[[Course], dict[str, Any]],
    expected: list[CheckCode],
) -> None:
    assert codes(ksa, received(ksa, tmp_path, course, **violation(course))) == expected


@pytest.mark.parametrize(
    ("units", "expected"), [(1_100, []), (1_200, [CheckCode.UNITS_ABOVE_POSSIBLE])]
)
def test_twelve_days_are_more_than_half_of_the_22_weekdays_of_january(
    ksa: Archive, course: Course, tmp_path: Path, units: int, expected: list[CheckCode]
) -> None:
    """A price per day; 50 % of 22 days are 11."""
    (price,) = ksa.query(offerings.offering_days, [course.id])[course.id].prices
    claim_kit.change(ksa, OfferingPriceRecord, price.id, unit="day")
    claim = course.claim()
    days = replace(claim.enactments[0], unit=PriceUnit.DAY, workload=50)
    cost = replace(claim.costs[0], units=units, possible=None)
    changes = {"claims": (replace(claim, enactments=(days,), costs=(cost,)),)}
    assert codes(ksa, received(ksa, tmp_path, course, **changes)) == expected


def test_an_offering_that_is_recognised_from_the_middle_of_the_month_only(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    bill = received(ksa, tmp_path, course)
    assert codes(ksa, bill) == []
    (decision,) = ksa.query(_decisions)
    claim_kit.change(ksa, DecisionRecord, decision, valid_from=MIDDLE)
    assert codes(ksa, bill) == [CheckCode.COMPUTED_OTHERWISE, CheckCode.NOT_RECOGNISED]


def _decisions(session: Any) -> tuple[UUID, ...]:
    return tuple(row.id for row in session.query(DecisionRecord))


def test_two_municipalities_claim_the_month_of_a_move_with_invoices_of_their_own(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    """Liestal the whole of January, Muttenz too with another invoice: days twice, a stop on both sides."""
    here = received(ksa, tmp_path, course)
    theirs = moved(course, kit.JANUARY) | MUTTENZ | {"number": 1}
    person = replace(course.claim().person, id=UUID(int=500))
    (line,), (claim,) = theirs["lines"], theirs["claims"]
    theirs["lines"] = (replace(line, bfs_number=2770, person_id=person.id),)
    support = (replace(claim.support[0], bfs_number=2770),)
    theirs["claims"] = (replace(claim, person=person, support=support),)
    there = received(ksa, tmp_path, course, **theirs)
    assert codes(ksa, here) == [CheckCode.MOVE_MONTH]
    assert codes(ksa, there) == [CheckCode.MOVE_MONTH]


def test_two_municipalities_claim_the_same_days_for_other_offerings(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    """Muttenz claims January of Anna for an offering that the KSA does not know: a hint for Liestal."""
    other = UUID(int=90)
    person = replace(course.claim().person, id=UUID(int=500))
    theirs = moved(course, kit.JANUARY) | MUTTENZ | {"number": 1}
    (line,), (claim,) = theirs["lines"], theirs["claims"]
    theirs["lines"] = (replace(line, bfs_number=2770, person_id=person.id, offering_id=other),)
    support = (replace(claim.support[0], bfs_number=2770),)
    days = (replace(claim.enactments[0], workload=40),)  # 90 % together: not above full time
    claim = replace(claim, person=person, offering_id=other, support=support, enactments=days)
    theirs["claims"] = (claim,)
    received(ksa, tmp_path, course, **theirs)
    here = received(ksa, tmp_path, course)
    assert codes(ksa, here) == [CheckCode.MOVE_MONTH]
