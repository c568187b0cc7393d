"""Cases: opened, changed, opened again, removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.staff import Staff
from sozdesk.archive.updates import cleaned, refuse
from sozdesk.features.cases import queries, rules, texts
from sozdesk.features.cases.records import CaseMemberRecord, CaseNoteRecord, CaseRecord
from sozdesk.features.cases.rules.casework import household_findings
from sozdesk.features.cases.terms.case_list import EarlierCase
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    case_of,
    change,
    existing,
    found,
    person_of,
    refuse_cantonal,
)
from sozdesk.features.cases.usecases.participations import follow_ups_due
from sozdesk.features.cases.usecases.persons import AddPerson, new_person
from sozdesk.features.cases.usecases.references import uses
from sozdesk.features.offices import queries as offices
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import Finding, stop
from sozdesk.kernel.usecase import Outcome, usecase

THE_CASE: Final = "Der Fall"
COLUMNS: Final = frozenset(
    {
        "dossier_number",
        "opened_on",
        "closed_on",
        "support_ended_on",
        "responsible_id",
        "repayment_starts_on",
        "retention_class",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """Somebody of the household on the day on which a case is opened."""

    person_id: UUID
    supported: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case of one municipality; the first member gives it its name."""

    bfs_number: int
    opened_on: date
    members: tuple[NewMember, ...] = ()
    new_person: AddPerson | None = None
    """Somebody who is entered in the same act and comes first."""
    dossier_number: str = ""
    responsible_id: UUID | None = None
    new_because: str = ""
    """Why it is a new case although the person had one here: kept as a note."""


@usecase(undoable=True)
def open_case(session: Session, command: OpenCase, context: Context) -> Outcome:
    """Open a case with the next number; ``Outcome.value`` is its id.

    Raises:
        NotFound: a person is gone.
        RuleViolation: a person had a case in this municipality and no reason is given for another
            one, or is still in one; the municipality is not the office's own.
    """
    refuse_cantonal(session)
    for member in command.members:
        person_of(session, member.person_id)
    before = _earlier(session, command)
    refuse([*_place(session, command, context.today), *_reentry(command, before)])
    own = [one for one in before if one.main]
    members = _members(session, command, context)
    row = CaseRecord(
        id=context.new_id(),
        number=next_number(session),
        dossier_number=cleaned(command.dossier_number),
        bfs_number=command.bfs_number,
        opened_on=command.opened_on,
        responsible_id=_staff(session, command.responsible_id),
        predecessor_id=own[0].id if own else None,
    )
    session.add(row)
    session.flush()
    for place, member in enumerate(members):
        add_row(session, context, row, member, main=place == 0)
    if own and command.new_because.strip():
        note = said.new_in_spite(own[0].number)
        add_note(session, context, row.id, note, cleaned(command.new_because))
    session.flush()
    return Outcome(CHANGED, texts.added(said.case_name(row.number)), row.id)


def _members(session: Session, command: OpenCase, context: Context) -> tuple[NewMember, ...]:
    if command.new_person is None:
        return command.members
    person = new_person(session, command.new_person, context)
    return (NewMember(person_id=person.id), *command.members)


def next_number(session: Session) -> int:
    """One more than any case ever had."""
    return max(queries.used_case_numbers(session), default=0) + 1


def add_row(
    session: Session, context: Context, case: CaseRecord, member: NewMember, *, main: bool
) -> None:
    """A member from the first day of a case on."""
    session.add(
        CaseMemberRecord(
            id=context.new_id(),
            case_id=case.id,
            person_id=member.person_id,
            valid_from=case.opened_on,
            supported=member.supported,
            main=main,
        )
    )


def add_note(session: Session, context: Context, case_id: UUID, title: str, text: str) -> None:
    """A note of today by whoever acts."""
    session.add(
        CaseNoteRecord(
            id=context.new_id(),
            case_id=case_id,
            noted_on=context.today,
            title=title,
            text=text,
            author=context.staff_name,
        )
    )


def _staff(session: Session, staff_id: UUID | None) -> UUID | None:
    return None if staff_id is None else found(session, Staff, staff_id, "Diese Person").id


def _place(session: Session, command: OpenCase, today: date) -> list[Finding]:
    own = {one.bfs_number for one in offices.own_municipalities(session, today)}
    known = command.bfs_number in own or (not own and _exists(session, command.bfs_number))
    return [] if known else [stop("foreign", said.FOREIGN_MUNICIPALITY, "bfs_number")]


def _exists(session: Session, bfs_number: int) -> bool:
    return offices.municipality(session, bfs_number) is not None


def _earlier(session: Session, command: OpenCase) -> list[EarlierCase]:
    """Cases of the municipality that one of the supported persons was in, the latest first."""
    rows = {
        row.id: row
        for member in command.members
        if member.supported
        for row in queries.earlier_cases(session, member.person_id, command.bfs_number)
    }
    return sorted(rows.values(), key=lambda row: row.number, reverse=True)


def _reentry(command: OpenCase, before: list[EarlierCase]) -> list[Finding]:
    for row in before:
        if row.last_day is None or row.last_day >= command.opened_on:
            return [stop("still_there", said.still_there(row.number))]
    own = [row for row in before if row.main and row.last_day is not None]
    if not own or command.new_because.strip():
        return []
    assert own[0].last_day is not None
    return [stop("was_there", said.was_there(own[0].number, own[0].last_day), "new_because")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCase:
    """New values for some of the columns of a case; the municipality changes with a move only."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_case(session: Session, command: ChangeCase, context: Context) -> Outcome:
    """Change a case; who came with the opening follows another day of opening.

    With the Ablösung the Nachfragen are noted in the same act.

    Raises:
        RuleViolation: it is closed before it was opened, the Ablösung is no end of a month, or
            somebody would be in the household outside the days of the case.
        Outdated: somebody was faster; names what is different now.
    """
    refuse_cantonal(session)
    changes = {key: value for key, value in command.changes.items() if key in COLUMNS}
    opened_before = case_of(session, command.id).opened_on
    with session.no_autoflush:
        row = change(session, CaseRecord, command.id, command.base_version, changes, THE_CASE)
        _staff(session, row.responsible_id)
        findings = list(rules.case_findings(row.opened_on, row.closed_on, row.support_ended_on))
        findings += household_follows(session, row, opened_before)
        refuse(findings)
    session.flush()
    if "support_ended_on" in changes:
        follow_ups_due(session, row, context)
    return Outcome(CHANGED, texts.changed(said.case_name(row.number)))


def household_follows(
    session: Session, case: CaseRecord, opened_before: date
) -> tuple[Finding, ...]:
    """Who came with the opening moves with it; answers who is then outside the days of the case."""
    table = CaseMemberRecord
    rows = session.scalars(select(table).where(table.case_id == case.id)).all()
    begins = [row.valid_from for row in rows]
    for row in rows:
        if row.valid_from == opened_before:
            row.valid_from = case.opened_on
    return household_findings(begins, opened_before, case.opened_on, case.closed_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCase:
    """A closed case that goes on."""

    id: UUID
    base_version: int


@usecase(undoable=True)
def reopen_case(session: Session, command: ReopenCase, context: Context) -> Outcome:
    """Clear the day of closing, the Ablösung and the move; the Verlauf keeps what they were.

    Nachfragen that nobody made yet go with the Ablösung.

    Raises:
        RuleViolation: the case is open, or another one has followed it.
        Outdated: somebody was faster.
    """
    refuse_cantonal(session)
    row = existing(session, CaseRecord, command.id, command.base_version, THE_CASE)
    if row.closed_on is None:
        refuse([stop("open", said.OPEN_ALREADY)])
    successor = session.scalars(
        select(CaseRecord.number).where(CaseRecord.predecessor_id == row.id).limit(1)
    ).first()
    if successor is not None:
        refuse([stop("followed", said.followed(successor))])
    row.closed_on = row.support_ended_on = row.moved_on = row.moved_to = None
    session.flush()
    follow_ups_due(session, row, context)
    return Outcome(CHANGED, said.reopened(row.number), row.id)


@usecase(undoable=True)
def remove_case(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a case opened by mistake with its household; its number is not given again.

    Raises:
        RuleViolation: something refers to it; says what.
    """
    refuse_cantonal(session)
    row = existing(session, CaseRecord, command.id, command.base_version, THE_CASE)
    referring = uses(session, CaseRecord, row.id, (CaseMemberRecord,))
    if any(referring.values()):
        refuse([stop("in_use", said.in_use(THE_CASE, referring))])
    table = CaseMemberRecord
    for member in session.scalars(select(table).where(table.case_id == row.id)):
        session.delete(member)
    session.flush()
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(said.case_name(row.number)))
