"""Late invoices, credit notes, refusals and cancelled bills, through files only: both sides compute the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from test_bill_journey import checked, enacted, issued, sent, shown
from test_claimed_again import SAID, decided, january, read_answer, resume

import bill_kit as kit
import bill_world as world
import case_kit
import claim_kit
from bill_world import Course
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries, usecases
from sozdesk.features.billing.records import BillLineRecord, BillRecord
from sozdesk.features.billing.terms.answers import LineChoice
from sozdesk.features.cases.records import EnactmentRecord, InvoiceLineRecord
from sozdesk.features.offerings.records import TariffRecord

__all__ = ["enacted", "january"]

JANUARY = (date(2026, 1, 1), date(2026, 1, 31))


def on_both(ksa: Archive, service: Archive, **values: Any) -> None:
    """Another value in every tariff of both files."""
    for archive in (ksa, service):
        for key in archive.query(lambda session: session.scalars(select(TariffRecord.id)).all()):
            claim_kit.change(archive, TariffRecord, key, **values)


def invoice(service: Archive, course: Course, enactment: UUID, *values: Any, **more: Any) -> UUID:
    """Amount, first and last day, number; answers the line of the invoice."""
    return case_kit.invoice(service, enactment, *values, provider_id=course.provider_id, **more)


def same_on_both(
    ksa: Archive, service: Archive, folder: Path, bill_id: UUID
) -> list[tuple[int, int, int]]:
    """Cost, eligible and canton of the lines of a bill, which the KSA computes the same."""
    bill, received = sent(service, ksa, folder, bill_id)
    assert bill.content is not None
    one = checked(ksa, received)
    assert [line.canton for line in one.lines] == [line.canton for line in bill.content.lines]
    return [(line.cost, line.eligible, line.canton) for line in bill.content.lines]


def test_the_rest_of_a_started_month_under_another_tariff_comes_late(
    archive, casework, course, enacted, tmp_path
):
    """860.00 for the started March, from the 11th 1'240.00, at 50 %; first only the ten days are there."""
    since = date(2026, 3, 11)
    claim_kit.add_tariff(archive, 124_000, valid_from=since, pro_rata="started_month")
    world.share_catalogue(archive, casework)
    on_both(archive, casework, pro_rata="started_month")
    ten_days = (date(2026, 3, 1), date(2026, 3, 10))
    invoice(casework, course, enacted, 100_000, *ten_days, "R-1")
    first = same_on_both(archive, casework, tmp_path, issued(casework))
    assert first == [(100_000, 86_000, 43_000)]
    rest = (date(2026, 3, 11), date(2026, 3, 31))
    invoice(casework, course, enacted, 200_000, *rest, "R-2")
    second = same_on_both(archive, casework, tmp_path, issued(casework, 4))
    # 10/31 of 860.00 are 277.42, canton 138.71; 21/31 of 1'240.00 are 840.00
    assert second == [(0, -58_258, -29_129), (200_000, 84_000, 42_000)]


@pytest.mark.parametrize(("units", "eligible"), [(200, -18_000), (None, -2_000)])
def test_a_credit_note_against_a_tariff_per_day_takes_its_days_back(
    archive, casework, course, enacted, tmp_path, units, eligible
):
    """Ten days at 110.00, 90.00 a day at most: 900.00. 220.00 back: 8 days are 720.00, ten cost 880.00."""
    on_both(archive, casework, unit="day", amount=9_000)
    claim_kit.change(casework, EnactmentRecord, enacted, unit="day", price=11_000, workload=50)
    counted = {"units": 1_000, "possible": 1_000}
    line = invoice(casework, course, enacted, 110_000, *JANUARY, "R-1", **counted)
    first = same_on_both(archive, casework, tmp_path, issued(casework))
    assert first == [(110_000, 90_000, 45_000)]
    of_invoice = casework.query(lambda session: session.get_one(InvoiceLineRecord, line).invoice_id)
    back = {"units": units, "credits_id": of_invoice}
    invoice(casework, course, enacted, -22_000, *JANUARY, "G-1", **back)
    second = same_on_both(archive, casework, tmp_path, issued(casework, 4))
    assert second == [(-22_000, eligible, eligible // 2)]


def test_what_a_refused_line_had_taken_of_the_tariff_goes_to_the_other_invoice(
    archive, casework, course, enacted, january, tmp_path
):
    """R-1 took the 860.00 of January, R-2 got nothing of its 500.00 until R-1 was refused."""
    own, theirs = january
    invoice(casework, course, enacted, 50_000, *JANUARY, "R-1b")
    second = same_on_both(archive, casework, tmp_path, issued(casework, 4))
    assert second == [(50_000, 0, 0)]
    decided(archive, casework, own, theirs, kit.REFUSE)
    read_answer(archive, casework, theirs)
    third = issued(casework, 7)
    assert same_on_both(archive, casework, tmp_path, third) == [(0, 50_000, 25_000)]
    left_out = casework.query(queries.bill, third).left_out
    assert [(one.cost, one.reasons) for one in left_out if one.cost] == [(90_000, (SAID,))]


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (kit.REFUSE, SAID),
        (
            kit.reduce(30_000),
            "Gekürzt mit Antwort auf Abrechnung 1/2026: Tarif ab 1.3.2026: 900.00.",
        ),
    ],
)
def test_a_cancelled_bill_keeps_what_was_decided_until_the_line_is_taken_up_again(
    archive, casework, january, tmp_path, choice: LineChoice, said: str
):
    own, theirs = january
    decided(archive, casework, own, theirs, choice)
    read_answer(archive, casework, theirs)
    taken = casework.run(usecases.cancel_bill, shown(casework, own)).value
    sent(casework, archive, tmp_path, taken)
    again = usecases.MakeDraft(bfs_number=2829, first_day=JANUARY[0], last_day=date(2026, 3, 31))
    draft = casework.query(queries.bill, casework.run(usecases.draft_bill, again).value)
    assert draft.lines == ()
    assert [one.reasons for one in draft.left_out if one.cost] == [(said,)]
    assert kit.detail(casework, own).bill.cancelled
    resume(casework, own, "Der Beleg liegt bei.")
    bill, received = sent(casework, archive, tmp_path, issued(casework))
    (line,) = bill.content.lines
    assert line.steps[-1].text == f"{said} Wieder aufgenommen: Der Beleg liegt bei."
    assert [one.reason for one in bill.content.resumed] == ["Der Beleg liegt bei."]
    assert [one.canton for one in checked(archive, received).lines] == [line.canton] == [43_000]


def test_a_limit_over_all_offerings_that_a_refusal_frees_reaches_an_offering_that_is_over(casework):
    """1'000.00 for a person's month: 900.00 and 100.00 of 700.00 in January. The first is refused."""
    over = {"last_day": date(2026, 3, 31)}
    put = claim_kit.billable(casework, months=1, **over)
    second = claim_kit.offering(casework, "Zweites", 2)
    more = case_kit.enactment(
        casework, put.case, put.person, second, put.ruling, offering_number=2, **over
    )
    case_kit.invoice(casework, more, 70_000, *JANUARY, "R-2")
    (tariff,) = casework.query(lambda session: session.scalars(select(TariffRecord.id)).all())
    limit = {"cap_kind": "per_person_month", "cap_amount": 100_000}
    claim_kit.change(casework, TariffRecord, tariff, **limit)
    first = issued(casework)
    lines = casework.query(queries.bill, first).lines
    assert [line.eligible for line in lines] == [90_000, 10_000]
    held = casework.query(
        lambda session: session.scalar(select(BillLineRecord.id).filter_by(position=1))
    )
    claim_kit.change(casework, BillLineRecord, held, decision="refused", accepted_canton=0)
    claim_kit.change(casework, BillRecord, first, state="answered")
    command = usecases.MakeDraft(
        bfs_number=2829, first_day=date(2026, 4, 1), last_day=date(2026, 6, 30)
    )
    draft = casework.query(queries.bill, casework.run(usecases.draft_bill, command).value)
    assert [(one.cost, one.eligible, one.canton) for one in draft.lines] == [(0, 60_000, 30_000)]
