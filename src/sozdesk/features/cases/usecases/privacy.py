"""Data protection: what was opened and handed out, holds, the way of cases and bills to deletion."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.journal_history import TRACE
from sozdesk.archive.updates import refuse
from sozdesk.features.cases import queries, rules, texts
from sozdesk.features.cases.queries.papers import Kinds
from sozdesk.features.cases.records import (
    DeletionRecord,
    EnactmentRecord,
    LegalHoldRecord,
    PersonAccessRecord,
)
from sozdesk.features.cases.terms import AccessKind, ArchiveAnswer, DeletionKind, HoldReason
from sozdesk.features.cases.terms.privacy import DeletionRow, DeletionStep
from sozdesk.features.cases.texts import privacy as said
from sozdesk.features.cases.usecases.common import CHANGED, RELOAD, change
from sozdesk.kernel import german
from sozdesk.kernel.context import Context
from sozdesk.kernel.errors import NotFound
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

PRIVACY = frozenset({"privacy"})
"""Topic of the page of data protection."""
BILLS = frozenset({"billing"})
"""Topic of the pages of bills, a feature above: they show what was deleted."""
TRACES = frozenset({TRACE})
"""Of acts that only note who looked at what: Ctrl+Z passes over them, pages of cases do not reload."""

# ------------------------------------------------------------------ accesses


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpening:
    """Somebody looks at the record of a person."""

    person_id: UUID


@usecase(undoable=False)
def record_opening(session: Session, command: RecordOpening, context: Context) -> Outcome:
    """Note that a person's record was opened: once per person, day and member of the staff."""
    table = PersonAccessRecord
    noted = session.scalar(
        select(table.id).where(
            table.person_id == command.person_id,
            table.day == context.today,
            table.staff_name == context.staff_name,
            table.kind == AccessKind.OPENED.value,
        )
    )
    if noted is not None:
        return Outcome()
    session.add(_access(AccessKind.OPENED, command.person_id, context))
    session.flush()
    return Outcome(TRACES, "Angaben einer Person geöffnet")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordExport:
    """Persons leave the file; ``kind`` says how."""

    person_ids: tuple[UUID, ...]
    recipient: str
    purpose: str
    kind: AccessKind = AccessKind.EXPORTED
    prepared_by: str = ""
    """Who answers for it beside who released it; empty for who is signed in."""
    released_by: str = ""


@usecase(undoable=False)
def record_export(session: Session, command: RecordExport, context: Context) -> Outcome:
    """Note who got the records of which persons and what for, once the file is written.

    RuleViolation: recipient or purpose is missing.
    """
    refuse(rules.export_findings(command.recipient, command.purpose))
    for person_id in command.person_ids:
        row = _access(command.kind, person_id, context)
        row.recipient = german.clean(command.recipient)
        row.purpose = german.clean(command.purpose)
        row.persons = len(command.person_ids)
        row.released_by = command.released_by
        row.staff_name = command.prepared_by or row.staff_name
        session.add(row)
    session.flush()
    persons = german.plural(len(command.person_ids), "Person", "Personen")
    return Outcome(TRACES, f"Angaben von {persons} {texts.word(command.kind)}")


def _access(kind: AccessKind, person_id: UUID, context: Context) -> PersonAccessRecord:
    return PersonAccessRecord(
        id=context.new_id(),
        person_id=person_id,
        kind=kind.value,
        at=context.now,
        day=context.today,
        staff_name=context.staff_name,
    )


# ------------------------------------------------------------------ holds


@dataclass(frozen=True, slots=True, kw_only=True)
class AddHold:
    """Nothing of a case or a bill may be deleted from a day on."""

    subject_id: UUID
    reason: HoldReason
    valid_from: date
    note: str = ""
    kinds: Kinds


@usecase(undoable=True)
def add_hold(session: Session, command: AddHold, context: Context) -> Outcome:
    """Hold a case or a bill; ``Outcome.value`` is the id of the hold."""
    subject = _row(session, command.subject_id, command.kinds, context)
    row = LegalHoldRecord(
        id=context.new_id(),
        case_id=subject.subject_id if subject.kind is DeletionKind.CASE else None,
        bill_id=subject.subject_id if subject.kind is DeletionKind.BILL else None,
        reason=command.reason.value,
        note=german.clean(command.note),
        valid_from=command.valid_from,
    )
    session.add(row)
    session.flush()
    return Outcome(CHANGED | PRIVACY, f"{subject.name}: Löschung gesperrt", row.id)


def hold_for_bill(
    session: Session, enactment_ids: Collection[UUID], bill: str, context: Context
) -> None:
    """Hold the cases of these enactments while a bill is open; ``bill`` names it."""
    table = EnactmentRecord
    cases = session.scalars(
        select(table.case_id).where(table.id.in_(set(enactment_ids))).distinct()
    )
    for case_id in sorted(cases):
        session.add(
            LegalHoldRecord(
                id=context.new_id(),
                case_id=case_id,
                bill_id=None,
                reason=HoldReason.OPEN_BILL.value,
                note=german.clean(bill),
                valid_from=context.today,
            )
        )


def free_from_bill(session: Session, bill: str, context: Context) -> None:
    """End today the holds of a bill that is settled or taken back."""
    table = LegalHoldRecord
    open_ones = select(table).where(
        table.reason == HoldReason.OPEN_BILL.value, table.note == bill, table.ended_on.is_(None)
    )
    for row in session.scalars(open_ones):
        row.ended_on = context.today


@dataclass(frozen=True, slots=True, kw_only=True)
class EndHold:
    """The last day on which a hold holds."""

    id: UUID
    base_version: int
    ended_on: date
    kinds: Kinds


@usecase(undoable=True)
def end_hold(session: Session, command: EndHold, context: Context) -> Outcome:
    """End a hold; RuleViolation if it would end before it began."""
    row = change(
        session,
        LegalHoldRecord,
        command.id,
        command.base_version,
        {"ended_on": command.ended_on},
        "Diese Sperre",
    )
    if command.ended_on < row.valid_from:
        refuse([stop("hold_order", said.HOLD_ORDER, "ended_on")])
    session.flush()
    subject_id = row.case_id or row.bill_id
    assert subject_id is not None, "the table holds one of them"
    name = _row(session, subject_id, command.kinds, context).name
    return Outcome(CHANGED | PRIVACY, f"{name}: Sperre der Löschung beendet")


# ------------------------------------------------------------------ deletion, step by step


@dataclass(frozen=True, slots=True, kw_only=True)
class ListForDeletion:
    """Cases and bills whose retention has ended."""

    ids: tuple[UUID, ...]
    kinds: Kinds


@usecase(undoable=True)
def list_for_deletion(session: Session, command: ListForDeletion, context: Context) -> Outcome:
    """Put cases and bills on the list; RuleViolation if one still has to be kept."""
    rows = [_row(session, one, command.kinds, context) for one in command.ids]
    for row in rows:
        refuse(rules.step_findings(row, DeletionStep.LISTED, context.staff_name))
        session.add(
            DeletionRecord(
                id=context.new_id(),
                kind=row.kind.value,
                subject_id=row.subject_id,
                number=row.number,
                year=row.year,
                bfs_number=row.bfs_number,
                closed_on=row.closed_on,
                persons=row.persons,
                listed_on=context.today,
                listed_by=context.staff_name,
            )
        )
    session.flush()
    return Outcome(PRIVACY, f"{_counted(rows)} zur Löschung vorgemerkt")


@usecase(undoable=True)
def take_off_list(session: Session, command: ListForDeletion, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Take cases and bills off the list again."""
    records = _listed(session, command.ids)
    counted = _counted(records)
    for record in records:
        session.delete(record)
    session.flush()
    return Outcome(PRIVACY, f"{counted} von der Löschliste genommen")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferToArchive:
    """The competent archive is asked whether it takes them."""

    ids: tuple[UUID, ...]
    archive: str
    offered_on: date


@usecase(undoable=True)
def offer_to_archive(session: Session, command: OfferToArchive, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Note the offer (Archivierungsgesetz, SGS 163); RuleViolation without an archive.

    Offered anew, it waits anew: what an archive answered before, and who approved that, is void.
    """
    if not german.clean(command.archive):
        refuse([stop("no_archive", said.NO_ARCHIVE, "archive")])
    records = _listed(session, command.ids)
    for record in records:
        record.offered_to = german.clean(command.archive)
        record.offered_on = command.offered_on
        record.answer = record.answered_on = None
        _not_approved(record)
    session.flush()
    return Outcome(PRIVACY, f"{_counted(records)} dem Archiv angeboten")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAnswer:
    """What the archive answered."""

    ids: tuple[UUID, ...]
    answer: ArchiveAnswer
    answered_on: date
    kinds: Kinds


@usecase(undoable=True)
def record_answer(session: Session, command: RecordAnswer, context: Context) -> Outcome:
    """Note the answer; RuleViolation if nothing was offered, or the answer came before.

    Another answer than was approved has to be approved again.
    """
    records = _listed(session, command.ids)
    for record in records:
        row = _row(session, record.subject_id, command.kinds, context)
        refuse(rules.step_findings(row, DeletionStep.ANSWERED, context.staff_name))
        if record.offered_on and command.answered_on < record.offered_on:
            refuse([stop("answer_early", said.ANSWER_BEFORE_OFFER, "answered_on")])
        record.answer = command.answer.value
        record.answered_on = command.answered_on
        _not_approved(record)
    session.flush()
    return Outcome(PRIVACY, f"{_counted(records)}: Antwort des Archivs erfasst")


def _not_approved(record: DeletionRecord) -> None:
    record.approved_by, record.approved_on = "", None


@usecase(undoable=True)
def approve_deletion(session: Session, command: ListForDeletion, context: Context) -> Outcome:
    """A second person approves; RuleViolation if it is who listed, or a step is missing."""
    records = _listed(session, command.ids)
    for record in records:
        row = _row(session, record.subject_id, command.kinds, context)
        refuse(rules.step_findings(row, DeletionStep.APPROVED, context.staff_name))
        record.approved_by, record.approved_on = context.staff_name, context.today
    session.flush()
    return Outcome(PRIVACY, f"{_counted(records)}: Löschung freigegeben")


@usecase(undoable=False)
def delete_listed(session: Session, command: ListForDeletion, context: Context) -> Outcome:
    """Delete approved cases and bills, also in the Verlauf.

    A case goes with everything that belongs to it and with its persons of no other case. Issued
    bills are vouchers with a retention of their own: of a bill its persons go, its number and its
    figures stay. ``Outcome.value`` is how many rows are gone or were emptied.

    Raises:
        RuleViolation: a step is missing, or something has come up that holds a case or a bill.
    """
    records = _listed(session, command.ids)
    for record in records:
        row = _row(session, record.subject_id, command.kinds, context)
        refuse(rules.step_findings(row, DeletionStep.DELETED, context.staff_name))
    number = 0
    for record in records:
        erased = command.kinds[DeletionKind(record.kind)].erase
        record.rows = erased(session, record.subject_id, context)
        record.deleted_on, record.deleted_by = context.today, context.staff_name
        number += record.rows
    session.flush()
    return Outcome(CHANGED | PRIVACY | BILLS, f"{_counted(records)} gelöscht", number)


def _row(session: Session, subject_id: UUID, kinds: Kinds, context: Context) -> DeletionRow:
    row = queries.deletion_of(session, subject_id, context.today, kinds)
    if row is None:
        raise NotFound(said.GONE, RELOAD)
    return row


def _listed(session: Session, ids: Iterable[UUID]) -> list[DeletionRecord]:
    """The rows of the list; NotFound if one is not on it, or is deleted already."""
    table, wanted = DeletionRecord, list(ids)
    rows = list(
        session.scalars(
            select(table)
            .where(table.subject_id.in_(wanted), table.deleted_on.is_(None))
            .order_by(table.kind, table.bfs_number, table.year, table.number)
        )
    )
    if len(rows) != len(set(wanted)):
        raise NotFound(said.NOT_LISTED, RELOAD)
    return rows


def _counted(rows: Iterable[DeletionRow | DeletionRecord]) -> str:
    return said.counted([DeletionKind(row.kind) for row in rows])
