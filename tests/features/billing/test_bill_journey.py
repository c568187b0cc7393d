"""From the case to the check of the KSA, through files only: both sides compute the same Rappen."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

import bill_kit
import bill_world as world
import case_kit
import claim_kit
from bill_world import Course
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries, usecases
from sozdesk.features.billing.queries import accounts, answer_files
from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.terms.bill_files import ReadBill
from sozdesk.features.billing.terms.checks import CheckCode, CheckedBill
from sozdesk.features.billing.usecases import ALL_PAPERS, MakeDraft, PassBill, answers
from sozdesk.features.billing.usecases.accounts import CloseYear, close_year, reopen_year
from sozdesk.features.billing.usecases.answer_book import ReadAnswer, read_answer
from sozdesk.features.cases import queries as cases
from sozdesk.features.cases.records import EnactmentRecord
from sozdesk.features.cases.usecases import MergePersons, merge_persons

MONTHS = ((1, 31), (2, 28), (3, 31))


@pytest.fixture
def enacted(archive: Archive, casework: Archive, course: Course) -> UUID:
    """At the Sozialdienst Anna Muster takes part since January 2026; answers the enactment."""
    world.share_catalogue(archive, casework)
    person = case_kit.person(casework, ahv_number="7569217076985", ahv_missing_because="")
    case = case_kit.case(casework, [person])
    ruling = case_kit.ruling(casework, case, limit_amount=1_080_000)
    return case_kit.enactment(
        casework, case, person, course.id, ruling, provider_id=course.provider_id
    )


def invoiced(service: Archive, course: Course, enactment: UUID, month: int, last: int) -> None:
    case_kit.invoice(
        service,
        enactment,
        90_000,
        date(2026, month, 1),
        date(2026, month, last),
        f"R-{month}",
        provider_id=course.provider_id,
    )


def issued(service: Archive, first_month: int = 1) -> UUID:
    """A quarter, drafted and issued."""
    last = date(2026, first_month + 2, 31 if first_month == 1 else 30)
    command = MakeDraft(bfs_number=2829, first_day=date(2026, first_month, 1), last_day=last)
    made: UUID = service.run(usecases.draft_bill, command).value
    service.run(usecases.issue_bill, shown(service, made))
    return made


def shown(service: Archive, bill_id: UUID) -> PassBill:
    detail = service.query(queries.bill, bill_id)
    assert detail is not None
    return PassBill(id=bill_id, base_version=detail.row.version)


def sent(service: Archive, ksa: Archive, folder: Path, bill_id: UUID) -> tuple[ReadBill, UUID]:
    """Written, given over, read in."""
    bill = world.read(ksa, folder, world.written(service, bill_id))
    (received,) = world.receive(ksa, bill)
    return bill, received


def checked(ksa: Archive, bill_id: UUID) -> CheckedBill:
    found: CheckedBill = ksa.query(queries.check_bill, bill_id)
    return found


def findings(bill: CheckedBill) -> list[str]:
    return [one.code for line in bill.lines for one in line.findings] + [
        one.code for one in bill.findings
    ]


def test_a_quarter_is_computed_the_same_on_both_sides(
    archive: Archive, casework: Archive, course: Course, enacted: UUID, tmp_path: Path
) -> None:
    for month, last in MONTHS:
        invoiced(casework, course, enacted, month, last)
    bill, received = sent(casework, archive, tmp_path, issued(casework))
    assert bill.content is not None
    one = checked(archive, received)
    assert findings(one) == []
    assert [line.canton for line in one.lines] == [43_000] * 3
    assert bill.content.canton == 129_000


def test_a_late_invoice_and_a_bill_that_is_taken_back_are_right_too(
    archive: Archive, casework: Archive, course: Course, enacted: UUID, tmp_path: Path
) -> None:
    for month, last in MONTHS[:2]:
        invoiced(casework, course, enacted, month, last)
    first = issued(casework)
    invoiced(casework, course, enacted, *MONTHS[2])
    invoiced(casework, course, enacted, 4, 30)
    second = issued(casework, 4)
    taken = casework.run(usecases.cancel_bill, shown(casework, first)).value
    again = issued(casework)
    received = [sent(casework, archive, tmp_path, one)[1] for one in (first, second, taken, again)]
    found = [checked(archive, one) for one in received]
    assert [findings(one) for one in found] == [[], [], [], []]
    late = found[1].content.lines
    assert [(line.first_day.month, line.late) for line in late] == [(3, True), (4, False)]
    assert found[2].content.canton == -86_000
    assert [line.canton for line in found[3].lines] == [43_000, 43_000]


def test_after_a_merge_both_sides_know_what_was_billed_before_and_a_bill_can_be_taken_back(
    archive: Archive, casework: Archive, course: Course, enacted: UUID, tmp_path: Path
) -> None:
    """January 500.00, then as Anna's other entry 500.00 more: at most 860.00, 360.00 are left."""

    def january(number: str) -> None:
        days = (date(2026, 1, 1), date(2026, 1, 31))
        provider = course.provider_id
        case_kit.invoice(casework, enacted, 50_000, *days, number, provider_id=provider)

    january("R-1")
    first = issued(casework)
    before = sent(casework, archive, tmp_path, first)[1]
    keep = case_kit.person(casework, "Muster", "Ana")
    old = casework.query(lambda session: session.get_one(EnactmentRecord, enacted).person_id)
    casework.run(
        merge_persons,
        MergePersons(keep_id=keep, keep_version=1, drop_id=old, drop_version=1),
    )
    assert ("bill_line", 1) in [
        (one.key, len(one.entries)) for one in casework.query(cases.held_of, keep, ALL_PAPERS)
    ]
    january("R-2")
    bill, late = sent(casework, archive, tmp_path, issued(casework))
    assert bill.content is not None
    assert bill.content.claims[0].person.id == keep
    assert [line.canton for line in bill.content.lines] == [18_000]
    one = checked(archive, late)
    # two invoices for the same January are pointed at
    assert findings(one) == [CheckCode.SAME_DAYS]
    assert [line.canton for line in one.lines] == [18_000]
    taken = casework.run(usecases.cancel_bill, shown(casework, first)).value
    back = checked(archive, sent(casework, archive, tmp_path, taken)[1])
    assert (findings(back), back.content.canton) == ([], -25_000)
    assert findings(checked(archive, before)) == []


def answered(ksa: Archive, service: Archive, bill_id: UUID) -> bytes:
    """Everything accepted, released; the file that the Sozialdienst has not read yet."""
    lines = bill_kit.detail(ksa, bill_id).lines
    bill_kit.decide(ksa, bill_id, *[bill_kit.ACCEPT] * len(lines))
    bill_kit.check(ksa, bill_id)
    version = bill_kit.detail(ksa, bill_id).bill.version
    ksa.run(answers.release_answer, answers.ReleaseAnswer(bill_id=bill_id, base_version=version))
    data: bytes = ksa.query(answer_files.answer_file, bill_id).content
    return data


def closed_years(archive: Archive) -> list[int]:
    return [one.year for one in archive.query(accounts.closed_years)]


@pytest.mark.parametrize("outdated", [False, True])
def test_a_closed_year_comes_with_the_newest_answer_and_is_claimed_no_more(
    archive: Archive,
    casework: Archive,
    course: Course,
    enacted: UUID,
    tmp_path: Path,
    outdated: bool,
) -> None:
    invoiced(casework, course, enacted, *MONTHS[0])
    own = issued(casework)
    first = sent(casework, archive, tmp_path, own)[1]
    invoiced(casework, course, enacted, *MONTHS[1])
    second = sent(casework, archive, tmp_path, issued(casework))[1]
    year = CloseYear(year=2026)
    archive.run(close_year, year)
    casework.run(read_answer, ReadAnswer(data=answered(archive, casework, first)))
    assert closed_years(casework) == [2026]
    invoiced(casework, course, enacted, *MONTHS[2])
    command = MakeDraft(bfs_number=2829, first_day=date(2026, 1, 1), last_day=date(2026, 3, 31))
    draft = casework.query(queries.bill, casework.run(usecases.draft_bill, command).value)
    assert draft is not None
    assert draft.lines == ()
    assert "Das Jahr 2026 ist abgeschlossen." in str(draft.left_out)
    archive.run(reopen_year, year)
    if outdated:  # another answer that was read is newer
        claim_kit.change(casework, BillRecord, own, received_at=datetime(2027, 2, 1, tzinfo=UTC))
    casework.run(read_answer, ReadAnswer(data=answered(archive, casework, second)))
    assert closed_years(casework) == ([2026] if outdated else [])


def test_another_tariff_at_the_ksa_is_said_in_words(
    archive: Archive, casework: Archive, course: Course, enacted: UUID, tmp_path: Path
) -> None:
    invoiced(casework, course, enacted, *MONTHS[2])
    claim_kit.add_tariff(archive, 80_000, valid_from=date(2026, 3, 1))
    _bill, received = sent(casework, archive, tmp_path, issued(casework))
    found = checked(archive, received).lines[0].findings
    said = {one.code: one.message for one in found}
    assert said[CheckCode.COMPUTED_OTHERWISE] == (
        "KSA rechnet: anrechenbar 800.00 statt 860.00; Kantonsanteil 400.00 statt 430.00; "
        "Anteil der Gemeinde 500.00 statt 470.00, weil der Maximaltarif ab 01.03.2026 800.00 "
        "pro Monat ist."
    )
    assert CheckCode.OTHER_TARIFF in said


def test_what_is_issued_is_sealed_and_says_nothing_that_changed_later(
    archive: Archive, casework: Archive, course: Course, enacted: UUID, tmp_path: Path
) -> None:
    for month, last in MONTHS:
        invoiced(casework, course, enacted, month, last)
    bill = issued(casework)
    invoiced(casework, course, enacted, 4, 30)
    content = sent(casework, archive, tmp_path, bill)[0].content
    assert content is not None
    assert [cost.number for cost in content.claims[0].costs] == ["R-1", "R-2", "R-3"]


def test_persons_without_a_line_do_not_travel(
    archive: Archive, casework: Archive, course: Course, enacted: UUID, tmp_path: Path
) -> None:
    invoiced(casework, course, enacted, *MONTHS[0])
    friend = case_kit.person(casework, "Freund", "Beat")
    case = case_kit.case(casework, [friend], 2)
    ruling = case_kit.ruling(casework, case, "2026-002")
    case_kit.enactment(casework, case, friend, course.id, ruling, provider_id=course.provider_id)
    content = sent(casework, archive, tmp_path, issued(casework))[0].content
    assert content is not None
    assert [claim.person.last_name for claim in content.claims] == ["Muster"]
