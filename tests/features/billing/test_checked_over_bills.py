"""What the KSA finds over several bills of one person, through files only."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from test_bill_journey import checked, enacted, findings, invoiced, issued, sent

import bill_kit
import case_kit
import claim_kit
from bill_world import Course
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries
from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms.checks import CheckCode
from sozdesk.features.cases.records import EnactmentRecord
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.records import OfferingPriceRecord, TariffRecord
from sozdesk.kernel.findings import Severity

__all__ = ["enacted"]


def limited(archive: Archive, **columns: object) -> None:
    """Every tariff of a file with other columns."""
    for tariff_id in archive.query(lambda session: session.scalars(select(TariffRecord.id)).all()):
        claim_kit.change(archive, TariffRecord, tariff_id, **columns)


def test_an_invoice_above_the_price_is_no_proposal_to_accept(
    archive: Archive, casework: Archive, course: Course, enacted: UUID, tmp_path: Path
) -> None:
    """900.00 invoiced for January, 500.00 agreed and in the catalogue."""
    (price,) = archive.query(offerings.offering_days, [course.id])[course.id].prices
    claim_kit.change(archive, OfferingPriceRecord, price.id, amount=50_000)
    claim_kit.change(casework, EnactmentRecord, enacted, price=50_000)
    invoiced(casework, course, enacted, 1, 31)
    _bill, received = sent(casework, archive, tmp_path, issued(casework))
    one = checked(archive, received)
    assert findings(one) == [CheckCode.ABOVE_PRICE]
    assert one.lines[0].findings[0].message == (
        "Rechnung R-1 lautet auf 900.00; zum vereinbarten Preis von 500.00 pro Monat sind es 500.00."
    )
    (line,) = bill_kit.detail(archive, received).lines
    assert answering.proposed(line, line.check) is None


@pytest.mark.parametrize("late", [False, True])
def test_two_invoices_of_eleven_days_for_one_january_at_half_a_pensum(
    archive: Archive,
    casework: Archive,
    course: Course,
    enacted: UUID,
    tmp_path: Path,
    late: bool,
) -> None:
    """22 days at 90.00 of at most eleven: found in one bill, and when the second comes with the next."""
    (price,) = archive.query(offerings.offering_days, [course.id])[course.id].prices
    claim_kit.change(archive, OfferingPriceRecord, price.id, unit="day", amount=9_000)
    claim_kit.change(casework, EnactmentRecord, enacted, unit="day", price=9_000)
    for one in (archive, casework):
        limited(one, unit="day", amount=9_000)

    def eleven_days(number: str) -> None:
        days = (date(2026, 1, 1), date(2026, 1, 31))
        who, units = course.provider_id, 1_100
        case_kit.invoice(casework, enacted, 99_000, *days, number, provider_id=who, units=units)

    eleven_days("R-1")
    if late:
        first = sent(casework, archive, tmp_path, issued(casework))[1]
        assert findings(checked(archive, first)) == []
    eleven_days("R-2")
    _bill, received = sent(casework, archive, tmp_path, issued(casework, 4 if late else 1))
    one = checked(archive, received)
    assert findings(one) == [CheckCode.UNITS_ABOVE_POSSIBLE, CheckCode.SAME_DAYS]
    assert [said.message for said in one.lines[0].findings] == [
        UNITS_TOGETHER,
        TWICE,
    ]


UNITS_TOGETHER = (
    "Rechnungen R-1 und R-2, 01.01.2026 bis 31.01.2026: zusammen 22 Tage besucht, bei einem Pensum von "
    "50 % sind es höchstens 11 Werktage."
)
TWICE = (
    "Rechnungen R-1 und R-2 betreffen beide 01.01.2026 bis 31.01.2026. Prüfen Sie, ob doppelt verrechnet "
    "ist."
)


def test_a_limit_over_an_offering_counts_what_was_billed_months_before(
    archive: Archive, casework: Archive, course: Course, enacted: UUID, tmp_path: Path
) -> None:
    """At most 1'000.00: January takes 860.00, April finds 140.00 left, half of it is 70.00."""
    for one in (archive, casework):
        limited(one, cap_kind="per_offering", cap_amount=100_000)
    invoiced(casework, course, enacted, 1, 31)
    _first, january = sent(casework, archive, tmp_path, issued(casework))
    invoiced(casework, course, enacted, 4, 30)
    bill, april = sent(casework, archive, tmp_path, issued(casework, 4))
    assert bill.content is not None
    assert [(line.eligible, line.canton) for line in bill.content.lines] == [(14_000, 7_000)]
    both = archive.query(queries.check_bills, [january, april])
    for one in (checked(archive, april), both[1]):  # alone and beside others the same
        assert ([line.canton for line in one.lines], findings(one)) == ([7_000], [])


def test_a_bill_that_passes_over_the_limit_of_an_offering_is_a_stop(
    archive: Archive, casework: Archive, course: Course, enacted: UUID, tmp_path: Path
) -> None:
    """Only the KSA's catalogue has the limit: 430.00 claimed for April, 70.00 are right."""
    limited(archive, cap_kind="per_offering", cap_amount=100_000)
    invoiced(casework, course, enacted, 1, 31)
    sent(casework, archive, tmp_path, issued(casework))
    invoiced(casework, course, enacted, 4, 30)
    bill, april = sent(casework, archive, tmp_path, issued(casework, 4))
    assert bill.content is not None
    assert [line.canton for line in bill.content.lines] == [43_000]
    (line,) = checked(archive, april).lines
    assert line.canton == 7_000
    assert [(one.code, one.severity) for one in line.findings] == [
        (CheckCode.COMPUTED_OTHERWISE, Severity.STOP)
    ]
