"""The KSA checks what it has read in: against its own file, and one bill against the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import bill_file_kit as kit
import bill_kit
import bill_world as world
import case_kit
import claim_kit
from bill_world import Course
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries
from sozdesk.features.billing.queries import checking, year_figures
from sozdesk.features.billing.records import BillLineRecord, BillRecord, ClosedYearRecord
from sozdesk.features.billing.terms.answers import LineChoice
from sozdesk.features.billing.terms.bill_files import BillNumber, ResumedLine
from sozdesk.features.billing.terms.checks import CheckCode, CheckedBill
from sozdesk.features.billing.usecases import answers
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import Severity

MUTTENZ = {"bfs_number": 2770, "municipality_name": "Muttenz", "secret": bytes([7] * 32)}


@pytest.fixture
def ksa(archive: Archive, course: Course) -> Archive:
    return archive


def received(ksa: Archive, folder: Path, course: Course, **changes: Any) -> UUID:
    """A bill of one right line, changed; read in."""
    values = {"lines": (course.line(),), "claims": (course.claim(),), **changes}
    (made,) = world.receive(ksa, world.read(ksa, folder, world.foreign_file(ksa, **values)))
    return made


def checked(ksa: Archive, bill_id: UUID) -> CheckedBill:
    found: CheckedBill = ksa.query(queries.check_bill, bill_id)
    return found


def codes(ksa: Archive, bill_id: UUID) -> list[str]:
    one = checked(ksa, bill_id)
    lines = [finding.code for line in one.lines for finding in line.findings]
    return [*(finding.code for finding in one.findings), *lines]


def moved(course: Course, days: tuple[date, date]) -> dict[str, Any]:
    """The second of two lines of Anna: February, as an own line of an invoice."""
    invoice = UUID(int=60)
    claim = course.claim()
    cost = replace(
        claim.costs[0], invoice_line_id=invoice, number="R-2", first=days[0], last=days[1]
    )
    line = course.line()
    sent = replace(
        line.costs[0], invoice_line_id=invoice, number="R-2", first_day=days[0], last_day=days[1]
    )
    return {
        "number": 2,
        "claims": (replace(claim, costs=(cost,)),),
        "lines": (
            replace(
                line,
                first_day=days[0],
                last_day=days[1],
                month=days[0].replace(day=1),
                days=(days[1] - days[0]).days + 1,
                costs=(sent,),
            ),
        ),
    }


FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))


def test_a_right_bill_is_computed_to_the_same_rappen(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    one = checked(ksa, received(ksa, tmp_path, course))
    assert one.name == "Abrechnung Liestal 1/2026"
    assert (one.findings, [line.findings for line in one.lines]) == ((), [()])
    assert [line.canton for line in one.lines] == [43_000]


def test_the_next_bill_counts_on_what_the_first_one_holds(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    """January once more, under another number: the month is used up, 860 are the most."""
    first = received(ksa, tmp_path, course)
    again = moved(course, kit.JANUARY)
    both = (*course.claim().costs, *again["claims"][0].costs)
    again["claims"] = (replace(again["claims"][0], costs=both),)
    second = received(ksa, tmp_path, course, **again)
    found = checked(ksa, second).lines[0].findings
    assert CheckCode.COMPUTED_OTHERWISE in {one.code for one in found}
    assert checked(ksa, second).lines[0].canton == 0
    assert codes(ksa, first) == []


def test_two_bills_of_one_day_are_computed_in_the_order_in_which_they_were_issued(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    """First the one of 2027, then a late one for 2026: the second finds January used up."""
    next_year = {"year": 2027, "first_day": date(2027, 1, 1), "last_day": date(2027, 3, 31)}
    first = received(ksa, tmp_path, course, **next_year, cut_off=date(2027, 4, 30), sequence=1)
    again = moved(course, kit.JANUARY)
    both = (*course.claim().costs, *again["claims"][0].costs)
    again["claims"] = (replace(again["claims"][0], costs=both),)
    second = received(ksa, tmp_path, course, **{**again, "number": 1}, sequence=2)
    assert [line.canton for line in checked(ksa, first).lines] == [43_000]
    assert [line.canton for line in checked(ksa, second).lines] == [0]


def test_a_bill_that_was_not_read_in_is_missing_before_and_after(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    later = world.read(
        ksa,
        tmp_path,
        world.foreign_file(
            ksa, **{**moved(course, FEBRUARY), "number": 3, "claims": (course.claim(),)}
        ),
    )
    (preview,) = ksa.query(queries.bill_previews, (later,))
    assert [one.code for one in preview.findings] == [CheckCode.MISSING_BILLS]
    assert "fehlen Nr. 1–2/2026." in preview.findings[0].message
    (third,) = world.receive(ksa, later)
    assert CheckCode.MISSING_BILLS in codes(ksa, third)
    for number in (1, 2):
        received(ksa, tmp_path, course, number=number)
    assert CheckCode.MISSING_BILLS not in codes(ksa, third)


def test_what_was_taken_back_counts_no_more(ksa: Archive, course: Course, tmp_path: Path) -> None:
    received(ksa, tmp_path, course)
    assert codes(ksa, received(ksa, tmp_path, course, **cancelling(course))) == []
    again = received(ksa, tmp_path, course, number=3, issued_on=date(2026, 4, 22))
    assert codes(ksa, again) == []


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (
            bill_kit.REFUSE,
            "In der stornierten Abrechnung 1/2026 endgültig abgelehnt: Nicht anerkannt.",
        ),
        (
            bill_kit.reduce(30_000, "Tarif 600.00."),
            "In der stornierten Abrechnung 1/2026 endgültig auf 300.00 Kantonsanteil gekürzt: Tarif 600.00.",
        ),
    ],
)
def test_what_was_refused_or_reduced_and_cancelled_since_is_said_when_it_comes_again(
    ksa: Archive, course: Course, tmp_path: Path, choice: LineChoice, sentence: str
) -> None:
    """The third bill claims the 430.00 of January again: nothing of it stands, the decision is told."""
    first = received(ksa, tmp_path, course)
    bill_kit.decide(ksa, first, choice)
    received(ksa, tmp_path, course, **cancelling(course))
    again = received(ksa, tmp_path, course, number=3)
    assert codes(ksa, again) == []  # decided, but not for good
    final(ksa, first)
    (line,) = checked(ksa, again).lines
    (finding,) = line.findings
    assert (finding.code, finding.severity) == (CheckCode.REFUSED_BEFORE, Severity.HINT)
    assert (finding.message, line.canton) == (sentence, 43_000)
    assert codes(ksa, first) == []


def cancelling(course: Course) -> dict[str, Any]:
    """The bill that takes the first one back."""
    return {
        "number": 2,
        "cancels": BillNumber(year=2026, number=1),
        "lines": (world.negated(course.line()),),
    }


def test_other_invoices_and_what_was_accepted_in_a_cancelled_bill_are_not_said(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    first = received(ksa, tmp_path, course)
    bill_kit.decide(ksa, first, bill_kit.ACCEPT)
    claim_kit.change(ksa, BillRecord, first, state="answered")
    received(ksa, tmp_path, course, **cancelling(course))
    assert codes(ksa, received(ksa, tmp_path, course, number=3)) == []
    claim_kit.change(ksa, BillLineRecord, _first_line(ksa, first), decision="refused")
    february = received(ksa, tmp_path, course, **moved(course, FEBRUARY) | {"number": 4})
    assert codes(ksa, february) == []


def _first_line(ksa: Archive, bill_id: UUID) -> UUID:
    return bill_kit.detail(ksa, bill_id).lines[0].id


@pytest.mark.parametrize(("answered", "known"), [(False, 0), (True, 1)])
def test_the_computation_knows_decisions_of_cancelled_bills_that_the_municipality_had_read(
    ksa: Archive,
    course: Course,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answered: bool,
    known: int,
) -> None:
    first = received(ksa, tmp_path, course)
    bill_kit.decide(ksa, first, bill_kit.REFUSE)
    claim_kit.change(ksa, BillRecord, first, state="answered")
    received(ksa, tmp_path, course, **cancelling(course))
    named = {
        "answered": (BillNumber(year=2026, number=1),) * answered,
        "resumed": (ResumedLine(year=2026, number=1, position=1, reason="Der Beleg liegt bei."),),
    }
    again = received(ksa, tmp_path, course, number=3, **named)
    given = []
    monkeypatch.setattr(checking.rules, "check", lambda *args: given.append(args[-1]) or ((), ()))
    checked(ksa, again)
    (around,) = given
    assert [one.resumed for one in around.taken_back] == ["Der Beleg liegt bei."]
    assert around.earlier.taken_back == around.taken_back * known


def test_the_approved_amount_is_used_up_over_all_bills(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    tight = replace(course.claim().enactments[0], approved=150_000)
    first = {"claims": (replace(course.claim(), enactments=(tight,)),)}
    assert codes(ksa, received(ksa, tmp_path, course, **first)) == []
    february = moved(course, FEBRUARY)
    february["claims"] = (replace(february["claims"][0], enactments=(tight,)),)
    second = received(ksa, tmp_path, course, **february)
    assert codes(ksa, second) == [CheckCode.ABOVE_APPROVED]


def test_two_municipalities_claim_one_invoice_in_the_month_of_a_move(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    mine = received(ksa, tmp_path, course)
    theirs = received(ksa, tmp_path, course, **of_muttenz(course))
    for one, other in ((mine, "Muttenz"), (theirs, "Liestal")):
        assert codes(ksa, one) == [CheckCode.SAME_INVOICE, CheckCode.MOVE_MONTH]
        for finding in checked(ksa, one).lines[0].findings:
            assert f"Abrechnung {other} 1/2026" in finding.message


def test_what_was_refused_to_one_municipality_another_may_claim(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    mine = received(ksa, tmp_path, course)
    theirs = received(ksa, tmp_path, course, **of_muttenz(course))
    bill_kit.decide(ksa, mine, bill_kit.REFUSE)
    assert codes(ksa, theirs) == [CheckCode.SAME_INVOICE, CheckCode.MOVE_MONTH]
    final(ksa, mine)
    assert codes(ksa, theirs) == []


def final(ksa: Archive, bill_id: UUID) -> None:
    """Checked, heard on paper, released."""
    bill_kit.check(ksa, bill_id)
    until = date(2027, 1, 25)
    for work, make in (
        (answers.send_hearing, partial(answers.SendHearing, until=until)),
        (
            answers.record_statement,
            partial(answers.RecordStatement, stated_on=date(2027, 1, 5), statements={}),
        ),
        (answers.release_answer, answers.ReleaseAnswer),
    ):
        version = bill_kit.detail(ksa, bill_id).bill.version
        ksa.run(work, make(bill_id=bill_id, base_version=version))


def of_muttenz(course: Course) -> dict[str, Any]:
    """The same line, claimed by Muttenz."""
    return {
        **MUTTENZ,
        "lines": (course.line(bfs_number=2770, person_id=UUID(int=500)),),
        "claims": (
            course.claim(
                person=replace(kit.claim().person, id=UUID(int=500)),
                support=(replace(kit.claim().support[0], bfs_number=2770),),
            ),
        ),
    }


def test_more_than_full_time_over_two_municipalities(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    full = replace(course.claim().enactments[0], workload=80)
    other = UUID(int=90)
    theirs = {
        **MUTTENZ,
        **moved(course, kit.JANUARY),
        "number": 1,
    }
    (line,) = theirs["lines"]
    theirs["lines"] = (replace(line, bfs_number=2770, offering_id=other),)
    theirs["claims"] = (replace(theirs["claims"][0], offering_id=other, enactments=(full,)),)
    received(ksa, tmp_path, course, **theirs)
    mine = received(ksa, tmp_path, course)
    assert codes(ksa, mine) == [CheckCode.MOVE_MONTH, CheckCode.ABOVE_FULL_TIME]
    finding = checked(ksa, mine).lines[0].findings[1]
    assert finding.message == (
        "Zusammen 130 % Pensum 01.01.2026 bis 31.01.2026, mit Abrechnung Muttenz 1/2026: mehr als "
        "100 %."
    )


def test_an_invoice_number_that_was_typed_otherwise_is_the_same(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    received(ksa, tmp_path, course)
    february = moved(course, FEBRUARY)
    (line,) = february["lines"]
    cost = replace(line.costs[0], number=" r1 ", invoiced_on=date(2026, 2, 27))
    february["lines"] = (replace(line, costs=(cost,)),)
    second = received(ksa, tmp_path, course, **february)
    (finding,) = checked(ksa, second).lines[0].findings
    assert finding.code == CheckCode.SAME_INVOICE
    assert "zwei Daten" in finding.message


@pytest.mark.parametrize("number", ["R 1", "r1", "R-1", "R/1"])
def test_an_invoice_that_was_entered_twice_is_not_paid_in_the_second_bill(
    ksa: Archive, course: Course, tmp_path: Path, number: str
) -> None:
    first = received(ksa, tmp_path, course)
    again = moved(course, kit.JANUARY)
    (line,) = again["lines"]
    cost = replace(line.costs[0], number=number, invoiced_on=kit.JANUARY[1])
    again["lines"] = (replace(line, costs=(cost,)),)
    second = received(ksa, tmp_path, course, **again)
    (said,) = (
        one.message
        for one in checked(ksa, second).lines[0].findings
        if one.code == CheckCode.SAME_INVOICE
    )
    assert said.endswith("steht auch in Abrechnung Liestal 1/2026.")
    bill_kit.decide(ksa, first, bill_kit.REFUSE)
    claim_kit.change(ksa, BillRecord, first, state="answered")
    assert CheckCode.SAME_INVOICE not in codes(ksa, second)  # refused there: only claimed here


def test_a_year_that_was_closed_before_the_bill_came(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    case_kit.row(ksa, ClosedYearRecord, year=2026, closed_on=date(2027, 1, 4))
    found = codes(ksa, received(ksa, tmp_path, course))
    assert set(found) == {CheckCode.CLOSED_YEAR, CheckCode.NOT_COMPUTED}


def test_a_year_that_was_closed_later_is_no_finding(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    case_kit.row(ksa, ClosedYearRecord, year=2026, closed_on=date(2027, 1, 6))
    assert codes(ksa, received(ksa, tmp_path, course)) == []


def test_what_the_provider_reports_of_the_year(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    world.reported(ksa, course, 2026, {kit.BFS: 80_000, 2770: None})
    (finding,) = checked(ksa, received(ksa, tmp_path, course)).findings
    assert finding.message == (
        "Kurszentrum Muster meldet für 2026 800.00 aus dieser Gemeinde, verlangt sind 900.00."
    )


def test_a_course_over_new_year_counts_in_the_year_of_its_end_for_check_and_reconciliation(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    days = (date(2025, 12, 1), date(2026, 1, 31))
    over = moved(course, days)
    over |= {"number": 1}
    (line,) = over["lines"]
    over["lines"] = (replace(line, month=None),)
    for year, amount in ((2025, 0), (2026, 80_000)):
        world.reported(ksa, course, year, {kit.BFS: amount})
    (finding,) = checked(ksa, received(ksa, tmp_path, course, **over)).findings
    assert "meldet für 2026 800.00 aus dieser Gemeinde, verlangt sind 900.00." in finding.message
    (before,) = ksa.query(year_figures.reconciliation, 2025)
    (row,) = ksa.query(year_figures.reconciliation, 2026)
    assert (before.billed, row.billed, row.difference) == (0, 90_000, 10_000)


def test_the_figures_of_the_kindergarten_come_from_the_file(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    line = course.line(category_code="early_language")
    bill = received(ksa, tmp_path, course, lines=(line,))
    assert CheckCode.KINDERGARTEN_UNCHECKED in codes(ksa, bill)
    for key, value in (("kindergarten_age", 4), ("kindergarten_day", 731)):
        claim_kit.value(ksa, key, value)
    assert CheckCode.KINDERGARTEN_AGE in codes(ksa, bill)


def test_bills_of_a_period_are_checked_together(
    ksa: Archive, course: Course, tmp_path: Path
) -> None:
    bills = [
        received(ksa, tmp_path, course, **moved(course, FEBRUARY)),
        received(ksa, tmp_path, course),
    ]
    ids = ksa.query(queries.bills_of_period, date(2026, 1, 1), date(2026, 3, 31))
    assert list(ids) == bills[::-1]
    assert [one.bill_id for one in ksa.query(queries.check_bills, ids)] == bills[::-1]
    assert ksa.query(queries.bills_of_period, date(2026, 4, 1)) == ()
    assert ksa.query(queries.bills_of_period, None, date(2026, 2, 1)) == ()


def test_a_bill_that_is_gone_is_said_so(ksa: Archive) -> None:
    with pytest.raises(NotFound, match="Diese Abrechnung gibt es nicht mehr"):
        checked(ksa, UUID(int=1))
