"""What a year would cost with another value: earlier bills are computed anew too, in their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from test_bill_journey import enacted, invoiced, issued, sent, shown
from test_claimed_again import again, decided, january, read_answer, resume

import bill_kit as kit
import bill_world as world
import case_kit
from bill_world import Course
from sozdesk.archive.store import Archive
from sozdesk.features.billing import usecases
from sozdesk.features.billing.queries import what_if
from sozdesk.features.billing.terms.figures import OtherValue
from sozdesk.features.billing.usecases import MakeDraft
from sozdesk.kernel.errors import Cancelled
from sozdesk.kernel.watch import Watch

__all__ = ["enacted", "january"]


def total(ksa: Archive, year: int, *, is_rate: bool, other: int) -> tuple[int, int]:
    """Rappen of the canton as it is, and with another rate or tariff of the course."""
    before = 5_000 if is_rate else 86_000
    (chosen,) = [
        one
        for one in ksa.query(what_if.changeable, year)
        if one.is_rate is is_rate and one.before == before
    ]
    change = replace(chosen, after=OtherValue(amount=other))
    row = ksa.query(what_if.what_if, year, change).municipalities[-1]
    return row.before, row.after


def test_a_late_invoice_gets_what_the_other_tariff_leaves(
    archive, casework, course, enacted, january, tmp_path
):
    """January 900.00, then 500.00 more: 1'400.00 of which 860.00, 500.00 or 1'000.00 count, half."""
    again(casework, course, enacted, 50_000, "R-2")
    sent(casework, archive, tmp_path, issued(casework, 4))
    assert total(archive, 2026, is_rate=False, other=50_000) == (43_000, 25_000)
    assert total(archive, 2026, is_rate=False, other=100_000) == (43_000, 50_000)


def test_somebody_watches_bill_by_bill_and_may_stop_it(
    archive, casework, course, enacted, january, tmp_path
):
    """Two bills are read, then computed."""
    again(casework, course, enacted, 50_000, "R-2")
    sent(casework, archive, tmp_path, issued(casework, 4))
    change = archive.query(what_if.changeable, 2026)[0]
    seen: list[tuple[int, int]] = []
    archive.query(what_if.what_if, 2026, change, Watch(lambda *one: seen.append(one)))
    assert seen == [(0, 2), (1, 2), (2, 2)] * 2
    with pytest.raises(Cancelled):
        archive.query(what_if.what_if, 2026, change, Watch(cancelled=lambda: True))


def test_a_credit_note_takes_back_at_the_other_rate(
    archive, casework, course, enacted, january, tmp_path
):
    """January 900.00 less 300.00: 600.00 are below the Maximaltarif; at 50 % and at 60 %."""
    again(casework, course, enacted, -30_000, "G-1")
    sent(casework, archive, tmp_path, issued(casework, 4))
    assert total(archive, 2026, is_rate=True, other=6_000) == (30_000, 36_000)


def test_the_bill_of_another_year_that_a_late_line_rests_on_is_computed_anew_too(
    archive: Archive, casework: Archive, course: Course, tmp_path: Path
) -> None:
    """December 2025 took the whole cap of 860.00; with 500.00 nothing is left for the late 500.00."""
    world.share_catalogue(archive, casework)
    person = case_kit.person(casework)
    case = case_kit.case(casework, [person], opened_on=date(2025, 1, 1))
    ruling = case_kit.ruling(casework, case, valid_from=date(2025, 1, 1))
    enacted = case_kit.enactment(
        casework,
        case,
        person,
        course.id,
        ruling,
        provider_id=course.provider_id,
        first_day=date(2025, 1, 1),
    )
    for number, amount, first, last in (
        ("R-1", 90_000, date(2025, 10, 1), date(2025, 12, 31)),
        ("R-2", 50_000, date(2026, 1, 1), date(2026, 3, 31)),
    ):
        days = (date(2025, 12, 1), date(2025, 12, 31))
        case_kit.invoice(casework, enacted, amount, *days, number, provider_id=course.provider_id)
        command = MakeDraft(bfs_number=2829, first_day=first, last_day=last)
        made = casework.run(usecases.draft_bill, command).value
        casework.run(usecases.issue_bill, shown(casework, made))
        sent(casework, archive, tmp_path, made)
    assert total(archive, 2026, is_rate=False, other=50_000) == (0, 0)
    assert total(archive, 2025, is_rate=False, other=50_000) == (43_000, 25_000)


def test_a_bill_that_is_taken_back_counts_for_those_that_were_made_before_it_was(
    archive, casework, course, enacted, january, tmp_path
):
    """1: 430.00; 2: nothing left; 1 taken back; 4: 430.00 again. With 500.00: 250.00."""
    again(casework, course, enacted, 50_000, "R-2")
    second = issued(casework, 4)
    taken = casework.run(usecases.cancel_bill, shown(casework, january[0])).value
    for one in (second, taken, issued(casework)):
        sent(casework, archive, tmp_path, one)
    assert total(archive, 2026, is_rate=False, other=50_000) == (43_000, 25_000)


def test_what_was_refused_for_good_costs_nothing_until_it_is_claimed_again(
    archive, casework, course, enacted, january, tmp_path
):
    own, theirs = january
    decided(archive, casework, own, theirs, kit.REFUSE)
    read_answer(archive, casework, theirs)
    assert total(archive, 2026, is_rate=True, other=10_000) == (0, 0)
    resume(casework, own, "Der Beleg liegt bei.")
    invoiced(casework, course, enacted, 4, 30)
    sent(casework, archive, tmp_path, issued(casework, 4))
    # January and April, 860.00 each: half of it, and all of it
    assert total(archive, 2026, is_rate=True, other=10_000) == (86_000, 172_000)


def test_a_reduction_is_no_part_of_the_question(
    archive, casework, course, enacted, january, tmp_path
):
    """Claimed and computed 430.00, reduced to 300.00: the late 500.00 adds nothing to a month at its cap."""
    own, theirs = january
    decided(archive, casework, own, theirs, kit.reduce(30_000, "Zu lang."))
    read_answer(archive, casework, theirs)
    again(casework, course, enacted, 50_000, "R-2")
    sent(casework, archive, tmp_path, issued(casework, 4))
    assert total(archive, 2026, is_rate=False, other=50_000) == (43_000, 25_000)
