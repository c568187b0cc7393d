"""The municipality reads the KSA's answer, takes position, and books it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive import blobs
from sozdesk.archive.updates import cleaned, refuse
from sozdesk.exchange import sealed
from sozdesk.features.billing.queries import answering as queries
from sozdesk.features.billing.records import BillLineRecord, BillRecord, ClosedYearRecord
from sozdesk.features.billing.rules import answer_content as contents
from sozdesk.features.billing.rules import answered
from sozdesk.features.billing.terms import (
    AnswerStage,
    BillFile,
    BillOrigin,
    BillState,
    LineDecision,
)
from sozdesk.features.billing.terms.answer_files import (
    AnswerContent,
    AnsweredLine,
    WrittenFile,
)
from sozdesk.features.billing.texts import answer_files as file_texts
from sozdesk.features.billing.texts import answers as texts
from sozdesk.features.billing.texts import bill_files, word
from sozdesk.features.billing.usecases.answer_common import (
    CHANGED,
    bill_of,
    existing,
    line_records,
    name_of,
    refuse_cantonal,
)
from sozdesk.features.billing.usecases.answer_sealing import (
    content_of,
    is_vouched,
    opened,
    signed_text,
)
from sozdesk.features.billing.usecases.answers import named_bill
from sozdesk.features.billing.usecases.holding import free_cases
from sozdesk.features.offerings import queries as offerings
from sozdesk.features.offerings.terms import KeyPurpose
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound, ReturnFileError
from sozdesk.kernel.findings import stop
from sozdesk.kernel.ids import natural_id
from sozdesk.kernel.usecase import Outcome, usecase
from sozdesk.kernel.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnswer:
    """The bytes of a .sza file."""

    data: bytes


@usecase(undoable=False)
def read_answer(session: Session, command: ReadAnswer, context: Context) -> Outcome:
    """Write the KSA's decisions to the own bill; ``Outcome.value`` is its id.

    Raises:
        ReturnFileError: not for this office, not from the KSA, another bill, read before, or older
            than what was read; nothing is written.
    """
    refuse_cantonal(session)
    found = opened(session, command.data, BillFile.ANSWER, context)
    known = frozenset(_trusted(session, KeyPurpose.SIGNING))
    if not is_vouched(found.envelope.head, known):
        raise ReturnFileError(file_texts.UNKNOWN_KEY, file_texts.ASK_KSA)
    content = content_of(AnswerContent, found, BillFile.ANSWER)
    row = named_bill(session, content, BillOrigin.OWN, file_texts.ASK_KSA)
    _refuse_replay(row, found.envelope.sha256, found.envelope.head.made_at)
    lines = queries.lines_of(session, row.id)
    if flaw := contents.answer_flaw(content, lines, BillState(row.state)):
        raise ReturnFileError(flaw, file_texts.ASK_KSA)
    made_at = found.envelope.head.made_at
    _keep_closed_years(session, content, newest=made_at >= _newest_answer(session))
    _write(session, row, content, context.watch)
    row.answer_sha256 = blobs.put(session, found.text)
    row.received_at = made_at
    session.flush()
    return Outcome(CHANGED, texts.read(name_of(session, row), word(content.stage)), row.id)


def _trusted(session: Session, purpose: KeyPurpose) -> list[str]:
    return [
        row.public
        for row in offerings.trusted_keys(session)
        if row.purpose is purpose and row.retired_on is None
    ]


def _refuse_replay(row: BillRecord, sha256: str, made_at: datetime) -> None:
    if row.answer_sha256 == sha256:
        raise ReturnFileError(file_texts.TWICE, file_texts.NOTHING_TO_DO)
    if row.received_at is not None and made_at < row.received_at:
        raise ReturnFileError(file_texts.OLDER, file_texts.NOTHING_TO_DO)


def _newest_answer(session: Session) -> datetime:
    """When the last answer was made of all that were read."""
    table = BillRecord
    made = session.scalars(select(table.received_at).where(table.origin == BillOrigin.OWN.value))
    return max((one for one in made if one is not None), default=datetime.min.replace(tzinfo=UTC))


def _keep_closed_years(session: Session, content: AnswerContent, *, newest: bool) -> None:
    """What the KSA takes no more; an answer that is older than others says nothing of it."""
    if not newest:
        return
    table = ClosedYearRecord
    known = {row.year: row for row in session.scalars(select(table))}
    for year, row in known.items():
        if year not in content.closed_years:
            session.delete(row)
    for year in sorted(set(content.closed_years) - known.keys()):
        made = table(id=natural_id("closed_year", year), year=year, closed_on=content.dated)
        session.add(made)
    session.flush()


def _write(session: Session, row: BillRecord, content: AnswerContent, watch: Watch) -> None:
    final = content.stage is AnswerStage.FINAL
    answered = {one.position: one for one in content.lines}
    for record in watch.through(line_records(session, row)):
        _write_line(record, answered[record.position])
    row.state = (BillState.ANSWERED if final else BillState.HEARING).value
    row.hearing_until = content.hearing_until
    row.answered_on = content.dated if final else None
    row.accepted = content.accepted


def _write_line(record: BillLineRecord, one: AnsweredLine) -> None:
    record.decision = one.decision.value
    record.accepted_canton = one.accepted
    record.accepted_eligible = one.eligible
    record.decision_reason = one.reason
    record.settle_by = one.settle_by.value if one.settle_by else None
    record.findings = [
        {
            "code": found.code,
            "severity": found.severity.value,
            "message": found.message,
            "detail": found.detail,
        }
        for found in one.findings
    ]


# ------------------------------------------------------------------ Stellungnahme


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepStatement:
    """Words per line; the day is today."""

    bill_id: UUID
    base_version: int
    statements: Mapping[UUID, str]


@usecase(undoable=True)
def keep_statement(session: Session, command: KeepStatement, context: Context) -> Outcome:
    """Write down what the municipality says to the draft; RuleViolation if none is here."""
    row = _own(session, command.bill_id, command.base_version)
    _refuse_unless_heard(row)
    for record in line_records(session, row):
        if record.id in command.statements:
            record.statement = cleaned(command.statements[record.id])
    row.statement_on = context.today
    session.flush()
    return Outcome(CHANGED, texts.statement_kept(name_of(session, row)))


def _own(session: Session, bill_id: UUID, base_version: int) -> BillRecord:
    refuse_cantonal(session)
    bill_of(session, bill_id, BillOrigin.OWN)
    return existing(session, BillRecord, bill_id, base_version, "Diese Abrechnung")


def _refuse_unless_heard(row: BillRecord) -> None:
    if BillState(row.state) is not BillState.HEARING:
        refuse([stop("no_hearing", texts.NO_HEARING)])


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteStatement:
    """The file of a Stellungnahme."""

    bill_id: UUID


@usecase(undoable=False)
def write_statement(session: Session, command: WriteStatement, context: Context) -> Outcome:
    """The file for the KSA; ``Outcome.value`` is a WrittenFile, nothing is changed.

    Raises:
        RuleViolation: no draft is here, or nothing is said.
        NotFound: the KSA's key is not known.
    """
    refuse_cantonal(session)
    row = bill_of(session, command.bill_id, BillOrigin.OWN)
    _refuse_unless_heard(row)
    detail = queries.answer_detail(session, row.id, context)
    day = row.statement_on or context.today
    content = contents.statement_content(detail.bill, detail.lines, day)
    if not content.lines:
        refuse([stop("no_statement", texts.NO_STATEMENT)])
    recipients = _trusted(session, KeyPurpose.ENCRYPTION)
    if not recipients:
        raise NotFound(texts.NO_KSA_KEY, texts.NO_KSA_KEY_NEXT)
    made_at = datetime.combine(day, time(), UTC)
    text = signed_text(session, BillFile.STATEMENT, content, day.toordinal(), made_at, context)
    own = bill_files.file_name(detail.bill.municipality, row.year, row.number or 0)
    name = file_texts.file_name(BillFile.STATEMENT, own)
    return Outcome(value=WrittenFile(name, sealed.encrypt(text, recipients)))


# ------------------------------------------------------------------ refused lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeLine:
    """A refused line as it was looked at, and why it is claimed again; no reason takes that back."""

    id: UUID
    base_version: int
    reason: str


@usecase(undoable=True)
def resume_line(session: Session, command: ResumeLine, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """The next bill claims the days of a refused line again, and says why.

    RuleViolation if the line was not refused for good, nor reduced in a bill that is cancelled.
    """
    refuse_cantonal(session)
    line = existing(session, BillLineRecord, command.id, command.base_version, "Diese Zeile")
    row = bill_of(session, line.bill_id, BillOrigin.OWN)
    final = BillState(row.state) in (BillState.ANSWERED, BillState.SETTLED)
    final = final and row.persons_deleted_on is None
    decision = LineDecision(line.decision) if line.decision else None
    cancelled = _is_cancelled(session, row)
    if not (final and answered.may_resume(decision, cancelled=cancelled)):
        refuse([stop("not_refused", texts.NOT_REFUSED)])
    line.resumed = cleaned(command.reason)
    session.flush()
    said = texts.resumed if line.resumed else texts.left_refused
    return Outcome(CHANGED, said(name_of(session, row), line.position))


def _is_cancelled(session: Session, row: BillRecord) -> bool:
    return session.scalar(select(BillRecord.id).where(BillRecord.cancels_id == row.id)) is not None


# ------------------------------------------------------------------ booking


@dataclass(frozen=True, slots=True, kw_only=True)
class BookAnswer:
    """The final answer goes into the municipality's books."""

    bill_id: UUID
    base_version: int


@usecase(undoable=True)
def book_answer(session: Session, command: BookAnswer, context: Context) -> Outcome:
    """Book: what was not accepted is the municipality's own share from now on.

    The frozen lines stay; ``AnswerLine.own_share`` says what the municipality bears.
    """
    row = _own(session, command.bill_id, command.base_version)
    if BillState(row.state) is not BillState.ANSWERED:
        settled = BillState(row.state) is BillState.SETTLED
        refuse([stop("not_final", file_texts.ALREADY_BOOKED if settled else file_texts.NOT_FINAL)])
    row.state = BillState.SETTLED.value
    row.booked_on, row.booked_by = context.today, context.staff_name
    free_cases(session, row, context)
    session.flush()
    return Outcome(CHANGED, texts.booked(name_of(session, row)))
