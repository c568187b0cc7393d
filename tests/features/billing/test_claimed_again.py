"""What the KSA refused or reduced comes with a later bill, through files only; both sides compute the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select
from test_bill_journey import checked, enacted, findings, invoiced, issued, sent

import bill_kit as kit
import case_kit
from bill_world import Course
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries, usecases
from sozdesk.features.billing.queries import answer_files
from sozdesk.features.billing.records import BillLineRecord
from sozdesk.features.billing.terms.answers import LineChoice
from sozdesk.features.billing.terms.checks import CheckCode
from sozdesk.features.billing.usecases import answer_book as book
from sozdesk.features.billing.usecases import answers
from sozdesk.kernel.errors import RuleViolation

__all__ = ["enacted"]


def decided(ksa: Archive, service: Archive, own: UUID, theirs: UUID, *choices: LineChoice) -> None:
    """Decided, heard, said «Einverstanden», made final; the answer is not read yet."""
    kit.decide(ksa, theirs, *choices)
    kit.check(ksa, theirs)
    if any(one is not kit.ACCEPT for one in choices):
        until = date(2027, 1, 25)
        command = answers.SendHearing(
            bill_id=theirs, base_version=version(ksa, theirs), until=until
        )
        ksa.run(answers.send_hearing, command)
        read_answer(ksa, service, theirs)
        lines = kit.detail(service, own).lines
        said = book.KeepStatement(
            bill_id=own,
            base_version=version(service, own),
            statements={lines[0].id: "Einverstanden."},
        )
        service.run(book.keep_statement, said)
        file = service.run(book.write_statement, book.WriteStatement(bill_id=own)).value
        ksa.run(answers.read_statement, answers.ReadStatement(data=file.content))
    release = answers.ReleaseAnswer(bill_id=theirs, base_version=version(ksa, theirs))
    ksa.run(answers.release_answer, release)


def read_answer(ksa: Archive, service: Archive, theirs: UUID) -> None:
    file = ksa.query(answer_files.answer_file, theirs)
    service.run(book.read_answer, book.ReadAnswer(data=file.content))


def version(archive: Archive, bill_id: UUID) -> int:
    return kit.detail(archive, bill_id).bill.version


def again(service: Archive, course: Course, enactment: UUID, amount: int, number: str) -> None:
    """Another invoice for January."""
    days = (date(2026, 1, 1), date(2026, 1, 31))
    case_kit.invoice(service, enactment, amount, *days, number, provider_id=course.provider_id)


@pytest.fixture
def january(
    archive: Archive, casework: Archive, course: Course, enacted: UUID, tmp_path: Path
) -> tuple[UUID, UUID]:
    """The bill of a January of 900 francs, 860 at most, on both sides."""
    invoiced(casework, course, enacted, 1, 31)
    own = issued(casework)
    return own, sent(casework, archive, tmp_path, own)[1]


SAID = "Abgelehnt mit Antwort auf Abrechnung 1/2026: Nicht anerkannt."


def test_a_refused_line_stays_out_with_the_answer_until_it_is_taken_up_again_on_both_sides(
    archive, casework, course, enacted, january, tmp_path
):
    own, theirs = january
    decided(archive, casework, own, theirs, kit.REFUSE)
    read_answer(archive, casework, theirs)
    invoiced(casework, course, enacted, 4, 30)
    second = issued(casework, 4)
    left_out = casework.query(queries.bill, second).left_out
    assert [(one.first_day.month, one.cost, one.reasons) for one in left_out if one.cost] == [
        (1, 90_000, (SAID,))
    ]
    bill, received = sent(casework, archive, tmp_path, second)
    assert [(line.first_day.month, line.canton) for line in bill.content.lines] == [(4, 43_000)]
    assert findings(checked(archive, received)) == []
    resume(casework, own, "Der Beleg liegt bei.")
    invoiced(casework, course, enacted, 7, 31)
    third = issued(casework, 7)
    bill, received = sent(casework, archive, tmp_path, third)
    lines = bill.content.lines
    assert [(line.first_day.month, line.canton) for line in lines] == [(1, 43_000), (7, 43_000)]
    assert lines[0].steps[-1].text == f"{SAID} Wieder aufgenommen: Der Beleg liegt bei."
    one = checked(archive, received)
    assert findings(one) == [CheckCode.REFUSED_BEFORE]
    assert one.lines[0].findings[0].message == lines[0].steps[-1].text
    assert [line.canton for line in one.lines] == [43_000, 43_000]
    decided(archive, casework, third, received, kit.ACCEPT, kit.ACCEPT)
    read_answer(archive, casework, received)
    assert [line.first_day.month for line in drafted(casework, 10)] == []


def resume(service: Archive, own: UUID, reason: str) -> None:
    """Take the first line of a bill up again."""
    (line, *_) = kit.detail(service, own).lines
    command = book.ResumeLine(id=line.id, base_version=line.version, reason=reason)
    service.run(book.resume_line, command)


def test_a_line_that_is_claimed_again_without_a_word_is_a_stop_at_the_ksa(
    archive, casework, course, enacted, january, tmp_path, monkeypatch
):
    """A bill made by hand: the draft took the refused January in, the file does not say so."""
    own, theirs = january
    decided(archive, casework, own, theirs, kit.REFUSE)
    read_answer(archive, casework, theirs)
    resume(casework, own, "Versehentlich.")
    monkeypatch.setattr(queries, "resumed_lines", lambda *_asked: ())
    bill, received = sent(casework, archive, tmp_path, issued(casework, 4))
    assert [line.first_day.month for line in bill.content.lines] == [1]
    (one,) = checked(archive, received).lines
    assert [(found.code, found.value) for found in one.findings] == [(CheckCode.NOT_COMPUTED, 0)]
    assert SAID in one.findings[0].message


def test_the_reason_travels_only_with_bills_of_the_person(archive, casework, january) -> None:
    own, theirs = january
    decided(archive, casework, own, theirs, kit.REFUSE)
    read_answer(archive, casework, theirs)
    resume(casework, own, "Versehentlich.")
    persons = casework.query(
        lambda session: session.scalars(select(BillLineRecord.person_id)).all()
    )
    of_person = casework.query(queries.resumed_lines, 2829, persons)
    assert [reason for *_where, reason in of_person] == ["Versehentlich."]
    assert casework.query(queries.resumed_lines, 2829, [UUID(int=1)]) == ()


def test_only_a_line_that_was_refused_for_good_is_taken_up_again(
    archive, casework, january
) -> None:
    own, theirs = january
    decided(archive, casework, own, theirs, kit.ACCEPT)
    read_answer(archive, casework, theirs)
    with pytest.raises(RuleViolation, match="endgültig abgelehnte Zeile"):
        resume(casework, own, "Trotzdem.")


def drafted(service: Archive, month: int):
    """The lines of a draft of a month."""
    command = usecases.MakeDraft(
        bfs_number=2829, first_day=date(2026, month, 1), last_day=date(2026, month, 31)
    )
    made = service.run(usecases.draft_bill, command).value
    return service.query(queries.bill, made).lines


def test_after_a_reduction_the_rest_of_the_cap_counts_and_what_was_taken_away_does_not(
    archive, casework, course, enacted, january, tmp_path
):
    own, theirs = january
    # 300.00 of the canton at 50 %: 600.00 count against the 860.00 of the month
    decided(archive, casework, own, theirs, kit.reduce(30_000))
    read_answer(archive, casework, theirs)
    again(casework, course, enacted, 50_000, "R-1b")
    bill, received = sent(casework, archive, tmp_path, issued(casework, 4))
    (line,) = bill.content.lines
    assert (line.cost, line.eligible, line.canton) == (50_000, 26_000, 13_000)
    one = checked(archive, received)
    assert findings(one) == [CheckCode.SAME_DAYS]  # R-1 and R-1b, both for January
    assert one.lines[0].canton == 13_000


def test_a_bill_made_before_the_answer_was_read_is_checked_without_it(
    archive, casework, course, enacted, january, tmp_path
):
    own, theirs = january
    again(casework, course, enacted, 50_000, "R-1b")
    second = issued(casework, 4)
    decided(archive, casework, own, theirs, kit.reduce(30_000))
    bill, received = sent(casework, archive, tmp_path, second)
    assert bill.content.answered == ()
    (line,) = bill.content.lines
    assert (line.cost, line.eligible) == (50_000, 0)
    assert findings(checked(archive, received)) == [CheckCode.SAME_DAYS]


def test_a_draft_of_the_answer_frees_nothing(archive, casework, course, enacted, january):
    _own, theirs = january
    kit.decide(archive, theirs, kit.REFUSE)
    kit.check(archive, theirs)
    command = answers.SendHearing(
        bill_id=theirs, base_version=version(archive, theirs), until=date(2027, 1, 25)
    )
    archive.run(answers.send_hearing, command)
    read_answer(archive, casework, theirs)
    invoiced(casework, course, enacted, 7, 31)
    assert [line.first_day.month for line in drafted(casework, 7)] == [7]
