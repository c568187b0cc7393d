"""The KSA answers: first a draft for the Stellungnahme where something is reduced, then for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.file_info import file_info
from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.billing.queries import answering as queries
from sozdesk.features.billing.queries.accounts import closed_years
from sozdesk.features.billing.queries.answer_files import recipients_of
from sozdesk.features.billing.queries.line_checks import own_check
from sozdesk.features.billing.records import BillRecord
from sozdesk.features.billing.reports import answer as letters
from sozdesk.features.billing.reports.figures import Imprint
from sozdesk.features.billing.rules import answer_content as contents
from sozdesk.features.billing.terms import AnswerStage, BillFile, BillOrigin, BillState
from sozdesk.features.billing.terms.answer_files import StatementContent
from sozdesk.features.billing.terms.answers import AnswerStep
from sozdesk.features.billing.texts import answer_files as file_texts
from sozdesk.features.billing.texts import answers as texts
from sozdesk.features.billing.usecases.answer_common import (
    CHANGED,
    bill_of,
    existing,
    line_records,
    name_of,
    refuse_service,
    refuse_step,
)
from sozdesk.features.billing.usecases.answer_sealing import (
    content_of,
    is_vouched,
    opened,
    signed_text,
)
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import KeyPurpose
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import ReturnFileError
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

_THE_BILL = "Diese Abrechnung"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendHearing:
    """The draft of the answer goes to the municipality; ``until`` None: as HEARING_DAYS says."""

    bill_id: UUID
    base_version: int
    until: date | None = None


@usecase(undoable=False)
def send_hearing(session: Session, command: SendHearing, context: Context) -> Outcome:
    """Freeze the draft with the date for the Stellungnahme.

    Raises:
        RuleViolation: nothing is reduced, the check is not finished, or no date is known.
        NotFound: nobody knows the key that the answer is encrypted for.
    """
    row = _at_step(session, command.bill_id, command.base_version, AnswerStep.HEAR, context)
    row.hearing_until = _hearing_date(session, command.until, context)
    row.statement_on = None
    _freeze(session, row, AnswerStage.DRAFT, context)
    row.state = BillState.HEARING.value
    session.flush()
    return Outcome(CHANGED, texts.sent_to_hear(name_of(session, row), row.hearing_until), row.id)


def _at_step(
    session: Session, bill_id: UUID, base_version: int, step: AnswerStep, context: Context
) -> BillRecord:
    """The bill as it was looked at, if it is the step's turn."""
    refuse_service(session)
    bill_of(session, bill_id, BillOrigin.RECEIVED)
    row = existing(session, BillRecord, bill_id, base_version, _THE_BILL)
    refuse_step(session, row, step, context)
    return row


def _hearing_date(session: Session, until: date | None, context: Context) -> date:
    day = until or queries.hearing_ends(session, context.today)
    if day is None:
        refuse([stop("hearing_date", texts.HEARING_DATE_MISSING, "until")])
    elif day <= context.today:
        refuse([stop("hearing_past", texts.HEARING_DATE_PAST, "until")])
    assert day is not None
    return day


def _freeze(session: Session, row: BillRecord, stage: AnswerStage, context: Context) -> None:
    """Findings and the signed text of the answer are kept as they are now."""
    recipients_of(session, row.signer_id)
    checks = own_check(session, row.id).lines
    for record in line_records(session, row):
        check = checks.get(record.position)
        if check is not None:
            record.findings = [
                {
                    "code": one.code,
                    "severity": one.severity.value,
                    "message": one.message,
                    "detail": one.detail,
                }
                for one in check.findings
            ]
    session.flush()
    detail = queries.answer_detail(session, row.id, context)
    until = row.hearing_until if stage is AnswerStage.DRAFT else None
    closed = tuple(sorted(one.year for one in closed_years(session)))
    content = contents.answer_content(
        detail.bill, detail.lines, stage, context.today, until, closed
    )
    text = signed_text(session, BillFile.ANSWER, content, row.version, context.now, context)
    row.answer_sha256 = blobs.put(session, text)
    row.accepted = content.accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawHearing:
    """The draft is taken back: more has to be reduced than it said."""

    bill_id: UUID
    base_version: int


@usecase(undoable=False)
def withdraw_hearing(session: Session, command: WithdrawHearing, context: Context) -> Outcome:
    """Back to the check; what was decided stays, the next draft replaces this one."""
    row = _at_step(session, command.bill_id, command.base_version, AnswerStep.WITHDRAW, context)
    row.state = BillState.RECEIVED.value
    row.hearing_until, row.statement_on, row.answer_sha256 = None, None, None
    row.checked_by, row.checked_on, row.accepted = "", None, None
    session.flush()
    return Outcome(CHANGED, texts.withdrawn(name_of(session, row)))


# ------------------------------------------------------------------ Stellungnahme


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordStatement:
    """A Stellungnahme that came on paper: the day, and words per line."""

    bill_id: UUID
    base_version: int
    stated_on: date
    statements: Mapping[UUID, str]


@usecase(undoable=True)
def record_statement(session: Session, command: RecordStatement, context: Context) -> Outcome:
    """Write down what the municipality says; RuleViolation if no draft is out."""
    row = _at_step(session, command.bill_id, command.base_version, AnswerStep.STATE, context)
    for record in line_records(session, row):
        if record.id in command.statements:
            record.statement = cleaned(command.statements[record.id])
    row.statement_on = command.stated_on
    session.flush()
    return Outcome(CHANGED, texts.stated(name_of(session, row)))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStatement:
    """The bytes of a .szs file."""

    data: bytes


@usecase(undoable=True)
def read_statement(session: Session, command: ReadStatement, context: Context) -> Outcome:
    """Take a Stellungnahme from its file; ``Outcome.value`` is the bill's id.

    Raises:
        ReturnFileError: the file cannot be used, or does not fit a bill; nothing is written.
    """
    refuse_service(session)
    found = opened(session, command.data, BillFile.STATEMENT, context)
    content = content_of(StatementContent, found, BillFile.STATEMENT)
    row = named_bill(session, content, BillOrigin.RECEIVED, file_texts.ASK_TOWN)
    known = offerings.keys_of_signer(session, row.signer_id, KeyPurpose.SIGNING)
    if not is_vouched(found.envelope.head, known):
        raise ReturnFileError(file_texts.UNKNOWN_KEY, file_texts.ASK_TOWN)
    detail = queries.answer_detail(session, row.id, context)
    if flaw := contents.statement_flaw(content, detail.bill, detail.lines):
        raise ReturnFileError(flaw, file_texts.ASK_TOWN)
    said = {one.position: one.statement for one in content.lines}
    for record in context.watch.through(line_records(session, row)):
        record.statement = said.get(record.position, record.statement)
    row.statement_on = content.dated
    session.flush()
    return Outcome(CHANGED, texts.stated(name_of(session, row)), row.id)


def named_bill(session: Session, content: object, origin: BillOrigin, ask: str) -> BillRecord:
    """The bill that a file names by municipality, year and number; ReturnFileError if unknown."""
    town, year, number = (getattr(content, key) for key in ("bfs_number", "year", "number"))
    table = BillRecord
    row = session.scalar(
        select(table).where(
            table.origin == origin.value,
            table.bfs_number == town,
            table.year == year,
            table.number == number,
        )
    )
    if row is None:
        raise ReturnFileError(file_texts.unknown_bill(number, year), ask)
    return row


# ------------------------------------------------------------------ final


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAnswer:
    """The answer is final."""

    bill_id: UUID
    base_version: int


@usecase(undoable=False)
def release_answer(session: Session, command: ReleaseAnswer, context: Context) -> Outcome:
    """Freeze the answer and its letter; it is not undone, a mistake is settled as a difference later.

    Raises:
        RuleViolation: a line is open, the hearing runs, or the same person checked.
        NotFound: nobody knows the key that the answer is encrypted for.
    """
    row = _at_step(session, command.bill_id, command.base_version, AnswerStep.RELEASE, context)
    row.answer_released_by, row.answered_on = context.staff_name, context.today
    _freeze(session, row, AnswerStage.FINAL, context)
    row.state = BillState.ANSWERED.value
    session.flush()
    _freeze_letter(session, row, context)
    return Outcome(CHANGED, texts.released(name_of(session, row)), row.id)


def _freeze_letter(session: Session, row: BillRecord, context: Context) -> None:
    detail = queries.answer_detail(session, row.id, context)
    office = file_info(session).office_name
    imprint = Imprint(now=context.now, today=context.today, office=office, sample=context.sample)
    row.letter_pdf_sha256, row.letter_docx_sha256 = blobs.put_all(
        session, [letters.write_answer(detail, imprint, ending) for ending in ("pdf", "docx")]
    )
    session.flush()
