"""From the received bill to the booked answer, over two real encrypted files."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

import bill_kit as kit
from bill_kit import ACCEPT, QUERY, REFUSE, Line, reduce
from sozdesk.archive import blobs
from sozdesk.archive.store import Archive
from sozdesk.exchange import sealed
from sozdesk.features.billing import records
from sozdesk.features.billing.queries import answer_files, answering
from sozdesk.features.billing.terms import BillState, LineDecision
from sozdesk.features.billing.terms.answers import AnswerStep, CheckStage, LineChoice
from sozdesk.features.billing.usecases import answer_book as book
from sozdesk.features.billing.usecases import answers, decisions
from sozdesk.features.cases.usecases import LoadCaseReference, load_case_reference
from sozdesk.kernel.errors import NotFound, Outdated, ReturnFileError, RuleViolation

TODAY = date(2027, 1, 5)
LINES = (Line(100_000), Line(50_000), Line(30_000))


@pytest.fixture
def both(archive: Archive, service_archive: Archive) -> tuple[Archive, Archive, UUID, UUID]:
    """KSA and Sozialdienst with the same bill of three lines: 800, 400, 240 francs of the canton."""
    kit.know_each_other(archive, service_archive)
    theirs = kit.bill(archive, LINES)
    own = kit.bill(service_archive, LINES, origin="own")
    return archive, service_archive, theirs, own


def bill(archive: Archive, bill_id: UUID):
    return kit.detail(archive, bill_id).bill


def send(archive: Archive, bill_id: UUID, until: date | None = date(2027, 1, 25)) -> bytes:
    command = answers.SendHearing(
        bill_id=bill_id, base_version=bill(archive, bill_id).version, until=until
    )
    archive.run(answers.send_hearing, command)
    return archive.query(answer_files.answer_file, bill_id).content


def release(archive: Archive, bill_id: UUID) -> bytes:
    version = bill(archive, bill_id).version
    archive.run(
        answers.release_answer, answers.ReleaseAnswer(bill_id=bill_id, base_version=version)
    )
    return archive.query(answer_files.answer_file, bill_id).content


def read(service: Archive, data: bytes):
    return service.run(book.read_answer, book.ReadAnswer(data=data))


def state(service: Archive, own: UUID, position: int, words: str) -> bytes:
    """The municipality says something to a line and writes the file."""
    shown = kit.detail(service, own)
    command = book.KeepStatement(
        bill_id=own,
        base_version=shown.bill.version,
        statements={shown.lines[position - 1].id: words},
    )
    service.run(book.keep_statement, command)
    return service.run(book.write_statement, book.WriteStatement(bill_id=own)).value.content


def hear(archive: Archive, theirs: UUID) -> bytes:
    kit.decide(archive, theirs, ACCEPT, reduce(36_000), REFUSE)
    kit.check(archive, theirs)
    return send(archive, theirs)


# ------------------------------------------------------------------ the whole way


def test_a_quarter_goes_there_and_back_through_files_only(both, monkeypatch):
    archive, service, theirs, own = both
    read(service, hear(archive, theirs))
    draft = kit.detail(service, own)
    assert draft.bill.state is BillState.HEARING
    assert draft.bill.hearing_until == date(2027, 1, 25)
    assert [(one.canton, one.accepted, one.difference) for one in draft.lines] == [
        (80_000, 80_000, 0),
        (40_000, 36_000, -4_000),
        (24_000, 0, -24_000),
    ]
    assert draft.lines[1].reason == "Tarif ab 1.3.2026: 900.00."

    statement = state(service, own, 3, "Die Anerkennung liegt bei.")
    archive.run(answers.read_statement, answers.ReadStatement(data=statement))
    assert kit.detail(archive, theirs).lines[2].statement == "Die Anerkennung liegt bei."

    kit.decide(archive, theirs, ACCEPT, reduce(36_000), ACCEPT)
    kit.check(archive, theirs)
    read(service, release(archive, theirs))
    final = kit.detail(service, own)
    assert final.bill.state is BillState.ANSWERED
    assert final.bill.accepted == 80_000 + 36_000 + 24_000
    command = book.BookAnswer(bill_id=own, base_version=final.bill.version)
    service.run(book.book_answer, command)
    booked = kit.detail(service, own)
    assert booked.bill.state is BillState.SETTLED
    assert (booked.bill.booked_on, booked.bill.booked_by) == (TODAY, "Anna Muster")
    assert [one.own_share for one in booked.lines] == [20_000, 14_000, 6_000]
    for one in booked.lines:
        assert one.accepted + one.own_share + one.third_party == one.cost


def test_a_bill_without_reductions_is_final_at_once(both):
    archive, service, theirs, own = both
    kit.decide(archive, theirs, ACCEPT, ACCEPT, ACCEPT)
    kit.check(archive, theirs)
    read(service, release(archive, theirs))
    assert bill(service, own).state is BillState.ANSWERED
    assert bill(service, own).accepted == 144_000
    assert bill(archive, theirs).released_by == "Anna Muster"


# ------------------------------------------------------------------ deciding


def test_deciding_takes_back_that_somebody_checked(archive):
    made = kit.bill(archive)
    kit.decide(archive, made, ACCEPT, ACCEPT)
    kit.check(archive, made)
    assert bill(archive, made).checked_by == "Anna Muster"
    kit.decide(archive, made, ACCEPT, reduce(30_000))
    assert (bill(archive, made).checked_by, bill(archive, made).stage) == ("", CheckStage.CHECKING)


def test_a_decision_can_be_taken_back_before_the_draft(archive):
    made = kit.bill(archive)
    kit.decide(archive, made, REFUSE, None)
    kit.decide(archive, made, None)
    line = kit.detail(archive, made).lines[0]
    assert (line.decision, line.accepted, line.reason) == (None, None, "")
    assert bill(archive, made).stage is CheckStage.NEW


def test_many_lines_are_decided_in_one_act_that_can_be_undone(archive):
    made = kit.bill(archive, LINES)
    kit.decide(archive, made, ACCEPT, ACCEPT, ACCEPT)
    assert bill(archive, made).decided == 3
    archive.undo_last()
    assert bill(archive, made).decided == 0


def test_a_reduction_without_reason_is_refused_and_nothing_is_written(archive):
    made = kit.bill(archive)
    with pytest.raises(RuleViolation, match="Schreiben Sie, warum gekürzt wird"):
        kit.decide(archive, made, ACCEPT, reduce(10, reason=""))
    assert bill(archive, made).decided == 0


def test_two_who_decide_the_same_line_do_not_overwrite_each_other(archive):
    made = kit.bill(archive)
    line = kit.detail(archive, made).lines[0]
    kit.decide(archive, made, ACCEPT)
    late = decisions.DecidedLine(id=line.id, base_version=line.version, choice=REFUSE)
    with pytest.raises(Outdated):
        archive.run(decisions.decide_lines, decisions.DecideLines(bill_id=made, lines=(late,)))


def test_what_is_taken_back_says_how_it_is_settled(archive):
    made = kit.bill(archive, [Line(10_000, sign=-1), Line(10_000, sign=-1)])
    later = LineChoice(decision=LineDecision.ACCEPTED, settle_by=kit_settle("next_bill"))
    kit.decide(archive, made, ACCEPT, later)
    assert [one.settle_by.value for one in kit.detail(archive, made).lines] == [
        "credit",
        "next_bill",
    ]


def kit_settle(value: str):
    from sozdesk.features.billing.terms import SettleBy

    return SettleBy(value)


def test_only_the_ksa_decides_and_only_the_sozialdienst_reads_answers(both):
    archive, service, _theirs, own = both
    with pytest.raises(RuleViolation, match="entscheidet das Kantonale Sozialamt"):
        kit.decide(service, own, ACCEPT)
    with pytest.raises(RuleViolation, match="liest der Sozialdienst"):
        read(archive, b"")


def test_a_bill_of_ones_own_is_not_one_that_was_received(archive):
    own = kit.bill(archive, origin="own")
    with pytest.raises(NotFound, match="gibt es nicht mehr"):
        kit.decide(archive, own, ACCEPT)


# ------------------------------------------------------------------ hearing


def test_without_the_figure_the_date_for_the_statement_is_asked(both):
    archive, _service, theirs, _own = both
    kit.decide(archive, theirs, ACCEPT, ACCEPT, REFUSE)
    kit.check(archive, theirs)
    with pytest.raises(RuleViolation, match="Frist für die Stellungnahme ist nicht erfasst"):
        send(archive, theirs, until=None)
    kit.value(archive, "hearing_days", 20)
    send(archive, theirs, until=None)
    assert bill(archive, theirs).hearing_until == TODAY + timedelta(days=20)


@pytest.mark.parametrize(
    ("days", "known", "until"),
    [
        (18, False, date(2027, 1, 25)),  # a Saturday → Monday
        (80, False, date(2027, 3, 26)),  # a Friday: nobody said that it is Karfreitag
        (80, True, date(2027, 3, 30)),  # Karfreitag, weekend, Ostermontag → Tuesday
        (79, True, date(2027, 3, 25)),  # the Thursday before
    ],
)
def test_the_date_for_the_statement_is_a_working_day(both, days, known, until):
    archive, _service, theirs, _own = both
    if known:
        archive.run(load_case_reference, LoadCaseReference())
    kit.value(archive, "hearing_days", days)
    assert kit.detail(archive, theirs).hearing_until == until
    kit.decide(archive, theirs, ACCEPT, ACCEPT, REFUSE)
    kit.check(archive, theirs)
    send(archive, theirs, until=None)
    assert bill(archive, theirs).hearing_until == until


def test_a_date_that_is_over_is_no_date_for_a_statement(both):
    archive, _service, theirs, _own = both
    kit.decide(archive, theirs, ACCEPT, ACCEPT, REFUSE)
    kit.check(archive, theirs)
    with pytest.raises(RuleViolation, match="muss nach heute liegen"):
        send(archive, theirs, until=TODAY)


def test_after_the_draft_nothing_gets_worse_unless_it_is_taken_back(both):
    archive, service, theirs, own = both
    first = hear(archive, theirs)
    read(service, first)
    with pytest.raises(RuleViolation, match="nicht Stellung nehmen"):
        kit.decide(archive, theirs, ACCEPT, reduce(30_000))
    with pytest.raises(RuleViolation, match="nicht Stellung nehmen"):
        kit.decide(archive, theirs, None)
    version = bill(archive, theirs).version
    archive.run(
        answers.withdraw_hearing, answers.WithdrawHearing(bill_id=theirs, base_version=version)
    )
    kit.decide(archive, theirs, ACCEPT, reduce(30_000))
    kit.check(archive, theirs)
    second = send(archive, theirs)
    read(service, second)
    assert kit.detail(service, own).lines[1].accepted == 30_000


def test_the_draft_says_the_question_and_the_final_answer_has_none(both):
    archive, service, theirs, own = both
    kit.decide(archive, theirs, ACCEPT, ACCEPT, QUERY)
    kit.check(archive, theirs)
    read(service, send(archive, theirs))
    line = kit.detail(service, own).lines[2]
    assert (line.decision, line.accepted, line.reason) == (
        LineDecision.QUERY,
        None,
        "Ist die Teilnahme belegt?",
    )
    assert kit.detail(archive, theirs).why_not[AnswerStep.RELEASE] != ""


def test_a_statement_on_paper_is_typed_and_ends_the_waiting(both):
    archive, _service, theirs, _own = both
    hear(archive, theirs)
    shown = kit.detail(archive, theirs)
    command = answers.RecordStatement(
        bill_id=theirs,
        base_version=shown.bill.version,
        stated_on=date(2027, 1, 4),
        statements={shown.lines[1].id: "Einverstanden."},
    )
    archive.run(answers.record_statement, command)
    assert kit.detail(archive, theirs).lines[1].statement == "Einverstanden."
    assert bill(archive, theirs).stage is CheckStage.READY


def test_two_persons_are_needed_where_the_ksa_says_so(both):
    archive, _service, theirs, _own = both
    kit.value(archive, "billing_second_person", 1)
    kit.decide(archive, theirs, ACCEPT, ACCEPT, ACCEPT)
    kit.check(archive, theirs)
    with pytest.raises(RuleViolation, match="Anna Muster hat geprüft"):
        release(archive, theirs)


def test_without_the_key_of_the_sozialdienst_nothing_is_released(archive):
    made = kit.bill(archive, signer_id=None)
    kit.decide(archive, made, ACCEPT, ACCEPT)
    kit.check(archive, made)
    with pytest.raises(NotFound, match="Schlüssel des Sozialdienstes ist nicht bekannt"):
        release(archive, made)
    assert bill(archive, made).state is BillState.RECEIVED


# ------------------------------------------------------------------ files


def test_the_file_is_named_after_its_bill_and_its_stage(both):
    archive, _service, theirs, _own = both
    hear(archive, theirs)
    file = archive.query(answer_files.answer_file, theirs)
    assert file.name == "antwort-liestal-2026-001-entwurf.sza"
    assert file.content.startswith(b"age-encryption.org/v1")
    assert b"Muster" not in file.content


def test_the_signed_text_stays_and_holds_no_person(both):
    archive, _service, theirs, _own = both
    hear(archive, theirs)
    text = archive.query(blobs.get, bill(archive, theirs).answer_sha256)
    assert b'"stage":"draft"' in text
    for personal in (b"Muster", b"1990", b"Deutsch im Alltag"):
        assert personal not in text


def test_the_same_file_twice_and_an_older_draft_are_refused(both):
    archive, service, theirs, own = both
    draft = hear(archive, theirs)
    read(service, draft)
    with pytest.raises(ReturnFileError, match="schon eingelesen"):
        read(service, draft)
    kit.decide(archive, theirs, ACCEPT, ACCEPT, ACCEPT)
    kit.check(archive, theirs)
    final = release(archive, theirs)
    read(service, final)
    with pytest.raises(ReturnFileError, match="Entscheid zu dieser Abrechnung ist schon"):
        read(service, draft)
    with pytest.raises(ReturnFileError, match="schon eingelesen"):
        read(service, final)
    assert bill(service, own).accepted == 144_000


def test_an_answer_to_other_lines_is_refused_and_writes_nothing(both):
    archive, service, theirs, own = both
    draft = hear(archive, theirs)
    other = kit.bill(service, [Line(100_000), Line(50_000)], origin="own", number=2)
    del other
    service.run(_shift, _Renumber(own))
    with pytest.raises(ReturnFileError, match="nicht die der Abrechnung"):
        read(service, draft)
    assert kit.detail(service, own).lines[0].decision is None


def test_an_answer_to_an_unknown_bill_is_refused(archive, service_archive):
    kit.know_each_other(archive, service_archive)
    theirs = kit.bill(archive, LINES)
    with pytest.raises(ReturnFileError, match="Abrechnung 1/2026 ist nicht in dieser Datei"):
        read(service_archive, hear(archive, theirs))


def test_an_answer_that_somebody_else_signed_is_refused(both):
    archive, service, theirs, own = both
    service.run(_shift, _Distrust())
    with pytest.raises(ReturnFileError, match="nicht mit dem bekannten Schlüssel"):
        read(service, hear(archive, theirs))
    assert bill(service, own).state is BillState.ISSUED


def test_an_answer_signed_with_the_new_key_of_the_ksa_is_vouched_for_by_the_old_one(both):
    from sozdesk.features.offerings.usecases import RenewSigningKey, renew_signing_key

    archive, service, theirs, own = both
    archive.run(renew_signing_key, RenewSigningKey())
    read(service, hear(archive, theirs))
    assert bill(service, own).state is BillState.HEARING


def test_damaged_foreign_and_wrong_files_have_one_reason_each(both):
    archive, service, theirs, own = both
    draft = hear(archive, theirs)
    with pytest.raises(ReturnFileError, match="beschädigt"):
        read(service, draft[:-40] + bytes(40))
    with pytest.raises(ReturnFileError, match="keine Antwort aus SozDesk"):
        read(service, b"PK\x03\x04")
    with pytest.raises(ReturnFileError, match="nicht für diese Stelle"):
        archive.run(answers.read_statement, answers.ReadStatement(data=draft))
    read(service, draft)
    statement = state(service, own, 2, "Nein.")
    wrapped = _for_service(service, archive, statement)
    with pytest.raises(ReturnFileError, match="keine Antwort"):
        read(service, wrapped)


def _for_service(service: Archive, archive: Archive, data: bytes) -> bytes:
    """The same signed text, encrypted for the Sozialdienst."""
    from sozdesk.features.offerings import queries as offerings
    from sozdesk.features.offerings.terms import KeyPurpose

    secret = archive.query(offerings.office_key, KeyPurpose.ENCRYPTION).secret
    text = sealed.unseal(data, secret, "statement", 1).text
    public = service.query(offerings.office_key, KeyPurpose.ENCRYPTION).public.decode()
    return sealed.encrypt(text, [public])


def test_a_statement_is_read_once_and_only_for_its_draft(both):
    archive, service, theirs, own = both
    read(service, hear(archive, theirs))
    statement = state(service, own, 2, "Nein.")
    archive.run(answers.read_statement, answers.ReadStatement(data=statement))
    with pytest.raises(ReturnFileError, match="schon eingelesen"):
        archive.run(answers.read_statement, answers.ReadStatement(data=statement))
    version = bill(archive, theirs).version
    archive.run(
        answers.withdraw_hearing, answers.WithdrawHearing(bill_id=theirs, base_version=version)
    )
    with pytest.raises(ReturnFileError, match="läuft keine Stellungnahme"):
        archive.run(answers.read_statement, answers.ReadStatement(data=statement))
    kit.check(archive, theirs)
    send(archive, theirs, until=date(2027, 1, 26))
    with pytest.raises(ReturnFileError, match="anderen Entwurf"):
        archive.run(answers.read_statement, answers.ReadStatement(data=statement))


def test_writing_a_statement_again_says_the_same(both):
    archive, service, theirs, own = both
    read(service, hear(archive, theirs))
    first = state(service, own, 2, "Nein.")
    again = service.run(book.write_statement, book.WriteStatement(bill_id=own)).value
    assert again.name == "stellungnahme-liestal-2026-001.szs"
    assert _text(archive, first) == _text(archive, again.content)


def _text(archive: Archive, data: bytes) -> bytes:
    from sozdesk.features.offerings import queries as offerings
    from sozdesk.features.offerings.terms import KeyPurpose

    secret = archive.query(offerings.office_key, KeyPurpose.ENCRYPTION).secret
    return sealed.unseal(data, secret, "statement", 1).text


def test_a_statement_says_something_and_needs_a_draft(both):
    archive, service, theirs, own = both
    with pytest.raises(RuleViolation, match="läuft keine Stellungnahme"):
        state(service, own, 1, "x")
    read(service, hear(archive, theirs))
    with pytest.raises(RuleViolation, match="mindestens einer Zeile"):
        service.run(book.write_statement, book.WriteStatement(bill_id=own))


def test_a_draft_is_not_booked_and_an_answer_only_once(both):
    archive, service, theirs, own = both
    read(service, hear(archive, theirs))
    with pytest.raises(RuleViolation, match="noch nicht eingelesen"):
        book_it(service, own)
    kit.decide(archive, theirs, ACCEPT, ACCEPT, ACCEPT)
    kit.check(archive, theirs)
    read(service, release(archive, theirs))
    book_it(service, own)
    with pytest.raises(RuleViolation, match="schon verbucht"):
        book_it(service, own)


def book_it(service: Archive, own: UUID) -> None:
    version = bill(service, own).version
    service.run(book.book_answer, book.BookAnswer(bill_id=own, base_version=version))


def test_the_lists_show_each_side_its_bills(both):
    archive, service, theirs, own = both
    received = archive.query(answering.received_bills, archive.context())
    sent = service.query(answering.own_bills_sent, service.context())
    assert [(one.id, one.name) for one in received] == [(theirs, "Abrechnung Liestal 1/2026")]
    assert [one.id for one in sent] == [own]
    assert archive.query(answering.own_bills_sent, archive.context()) == ()


def test_the_list_of_bills_asks_the_same_number_of_questions_however_many_there_are(
    archive, statements
):
    kit.bill(archive)
    with statements() as one:
        archive.query(answering.received_bills, archive.context())
    for number in range(2, 6):
        kit.bill(archive, number=number)
    with statements() as five:
        archive.query(answering.received_bills, archive.context())
    assert len(five) == len(one)


# ------------------------------------------------------------------ past the use cases


class _Renumber:
    def __init__(self, own: UUID) -> None:
        self.own = own


class _Distrust:
    pass


def _write(session, command, context):
    from sqlalchemy import select

    from sozdesk.features.offerings.records import TrustedKeyRecord
    from sozdesk.kernel.usecase import Outcome

    if isinstance(command, _Distrust):
        for row in session.scalars(select(TrustedKeyRecord)):
            row.retired_on = TODAY
    else:
        line = session.scalars(
            select(records.BillLineRecord).where(records.BillLineRecord.bill_id == command.own)
        ).first()
        line.first_day = date(2026, 1, 2)
    session.flush()
    return Outcome(frozenset({"billing"}), "Test")


def _shift(session, command, context):
    return _write(session, command, context)


_shift.undoable = True
