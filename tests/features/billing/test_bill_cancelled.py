"""A bill that is taken back after its answer: the canton gets back what it paid, no Rappen more."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

import bill_kit as kit
import bill_world as world
from sozdesk.archive.store import Archive
from sozdesk.features.billing import queries, usecases
from sozdesk.features.billing.queries import accounts, answer_files
from sozdesk.features.billing.rules import answering
from sozdesk.features.billing.terms import BillState
from sozdesk.features.billing.terms.answers import AnswerStep
from sozdesk.features.billing.texts import answers as answer_texts
from sozdesk.features.billing.texts import bills as bill_texts
from sozdesk.features.billing.usecases import PassBill, answers
from sozdesk.features.billing.usecases import answer_book as book
from sozdesk.kernel.errors import RuleViolation

TODAY = date(2027, 1, 5)


@pytest.fixture
def claimed(archive: Archive, service_archive: Archive, tmp_path: Path) -> tuple[UUID, UUID]:
    """430 for January, 450 for February: the bill of the Sozialdienst, and the same at the KSA."""
    course = world.stock(archive)
    world.share_catalogue(archive, service_archive)
    world.joined(archive)
    second = world.too_much(course)
    own = world.issued(service_archive, (course.line(), second), (course.claim(),))
    return own, sent(archive, service_archive, tmp_path, own)


def sent(ksa: Archive, service: Archive, folder: Path, own: UUID) -> UUID:
    (theirs,) = world.receive(ksa, world.read(ksa, folder, world.written(service, own)))
    return theirs


def version(archive: Archive, bill_id: UUID) -> int:
    return kit.detail(archive, bill_id).bill.version


def refuse_second(ksa: Archive, service: Archive, theirs: UUID) -> None:
    """The KSA hears the municipality on the second line, which it refuses."""
    kit.decide(ksa, theirs, kit.ACCEPT, kit.REFUSE)
    kit.check(ksa, theirs)
    until = date(2027, 1, 25)
    hear = answers.SendHearing(bill_id=theirs, base_version=version(ksa, theirs), until=until)
    ksa.run(answers.send_hearing, hear)
    read(ksa, service, theirs)


def release(ksa: Archive, service: Archive, theirs: UUID) -> None:
    if kit.detail(ksa, theirs).bill.state is BillState.HEARING:
        stated = answers.RecordStatement(
            bill_id=theirs, base_version=version(ksa, theirs), stated_on=TODAY, statements={}
        )
        ksa.run(answers.record_statement, stated)
    command = answers.ReleaseAnswer(bill_id=theirs, base_version=version(ksa, theirs))
    ksa.run(answers.release_answer, command)
    read(ksa, service, theirs)


def read(ksa: Archive, service: Archive, theirs: UUID) -> None:
    file = ksa.query(answer_files.answer_file, theirs)
    service.run(book.read_answer, book.ReadAnswer(data=file.content))


def cancel(service: Archive, own: UUID) -> UUID:
    detail = service.query(queries.bill, own)
    taken: UUID = service.run(
        usecases.cancel_bill, PassBill(id=own, base_version=detail.row.version)
    ).value
    return taken


def test_what_was_refused_is_not_taken_back_again(
    archive: Archive, service_archive: Archive, tmp_path: Path, claimed: tuple[UUID, UUID]
) -> None:
    own, theirs = claimed
    refuse_second(archive, service_archive, theirs)
    release(archive, service_archive, theirs)
    service_archive.run(
        book.book_answer, book.BookAnswer(bill_id=own, base_version=version(service_archive, own))
    )
    taken = cancel(service_archive, own)
    back = sent(archive, service_archive, tmp_path, taken)
    lines = kit.detail(archive, back).lines
    kit.decide(archive, back, *(answering.proposed(line, line.check) for line in lines))
    assert [line.accepted for line in kit.detail(archive, back).lines] == [-43_000, 0]
    assert archive.query(accounts.payment_plan, [theirs, back], TODAY).amount == 0
    kit.check(archive, back)
    release(archive, service_archive, back)
    answered = kit.detail(service_archive, taken)
    assert (answered.bill.state, answered.bill.accepted) == (BillState.ANSWERED, -43_000)
    # 470 and 900 were the municipality's own share: both are gone again
    assert [line.own_share for line in answered.lines] == [-47_000, -90_000]


def test_a_bill_is_not_cancelled_while_its_hearing_runs(
    archive: Archive, service_archive: Archive, claimed: tuple[UUID, UUID]
) -> None:
    own, theirs = claimed
    refuse_second(archive, service_archive, theirs)
    with pytest.raises(RuleViolation) as refused:
        cancel(service_archive, own)
    assert refused.value.findings[0].message == bill_texts.HEARING_RUNS


def test_the_bill_that_is_taken_back_is_answered_first(
    archive: Archive, service_archive: Archive, tmp_path: Path, claimed: tuple[UUID, UUID]
) -> None:
    own, theirs = claimed
    back = sent(archive, service_archive, tmp_path, cancel(service_archive, own))
    assert kit.detail(archive, back).why_not[AnswerStep.DECIDE] == answer_texts.CANCELS_OPEN
    with pytest.raises(RuleViolation):
        kit.decide(archive, back, kit.ACCEPT, kit.ACCEPT)
    kit.decide(archive, theirs, kit.ACCEPT, kit.ACCEPT)
    kit.check(archive, theirs)
    release(archive, service_archive, theirs)
    kit.decide(archive, back, kit.ACCEPT, kit.ACCEPT)
    assert [line.accepted for line in kit.detail(archive, back).lines] == [-43_000, -45_000]
