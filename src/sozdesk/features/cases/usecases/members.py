"""The household of a case: who is in it, from when to when, and whether supported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from sozdesk.archive.updates import refuse
from sozdesk.features.cases import rules, texts
from sozdesk.features.cases.records import (
    CaseMemberRecord,
    EnactmentRecord,
    IncentiveRecord,
)
from sozdesk.features.cases.rules.casework import ONE_DAY
from sozdesk.features.cases.texts import casework as said
from sozdesk.features.cases.usecases.common import (
    CHANGED,
    RemoveRow,
    case_of,
    change,
    existing,
    person_of,
    refuse_cantonal,
)
from sozdesk.features.cases.usecases.persons import AddPerson, new_person
from sozdesk.kernel.context import Context
from sozdesk.kernel.findings import stop
from sozdesk.kernel.usecase import Outcome, usecase

THE_MEMBER: Final = "Die Zeile im Haushalt"
COLUMNS: Final = frozenset({"valid_from", "ended_on", "supported", "main"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember:
    """A person in the household from a day on; another state of the same person is another row."""

    case_id: UUID
    person: UUID | AddPerson
    """One that is known, or one that is entered in the same act."""
    valid_from: date
    ended_on: date | None = None
    supported: bool = True
    main: bool = False


@usecase(undoable=True)
def add_member(session: Session, command: AddMember, context: Context) -> Outcome:
    """Add a person to a household; a row of the same person that goes on ends the day before.

    Raises:
        NotFound: the case or the person is gone.
        RuleViolation: outside the days of the case, or twice on one day.
    """
    refuse_cantonal(session)
    case = case_of(session, command.case_id)
    row = CaseMemberRecord(
        id=context.new_id(),
        case_id=case.id,
        person_id=_person(session, command, context),
        valid_from=command.valid_from,
        ended_on=command.ended_on,
        supported=command.supported,
        main=command.main,
    )
    for other in _of_person(session, row):
        row.main = row.main or other.main
        if other.ended_on is None and other.valid_from < row.valid_from:
            other.ended_on = row.valid_from - ONE_DAY
    _finish(session, row)
    session.add(row)
    session.flush()
    return Outcome(CHANGED, texts.added(said.case_name(case.number), said.MEMBER), row.id)


def _person(session: Session, command: AddMember, context: Context) -> UUID:
    if isinstance(command.person, AddPerson):
        return new_person(session, command.person, context).id
    return person_of(session, command.person).id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeMember:
    """Other days or another state of a row that was wrong."""

    id: UUID
    base_version: int
    changes: Mapping[str, object]


@usecase(undoable=True)
def change_member(session: Session, command: ChangeMember, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Correct a row of a household.

    Raises:
        RuleViolation: outside the days of the case, or twice on one day.
        Outdated: somebody was faster.
    """
    refuse_cantonal(session)
    changes = {key: value for key, value in command.changes.items() if key in COLUMNS}
    with session.no_autoflush:
        row = change(
            session, CaseMemberRecord, command.id, command.base_version, changes, THE_MEMBER
        )
        _finish(session, row)
    session.flush()
    number = case_of(session, row.case_id).number
    return Outcome(CHANGED, texts.changed(said.case_name(number), said.MEMBER))


def _of_person(session: Session, row: CaseMemberRecord) -> list[CaseMemberRecord]:
    table = CaseMemberRecord
    query = select(table).where(
        table.case_id == row.case_id, table.person_id == row.person_id, table.id != row.id
    )
    with session.no_autoflush:
        return list(session.scalars(query))


def _finish(session: Session, row: CaseMemberRecord) -> None:
    """Refuse what is wrong; a case bears one name."""
    with session.no_autoflush:
        case = case_of(session, row.case_id)
        others = [rules.Span(one.valid_from, one.ended_on) for one in _of_person(session, row)]
        span = rules.Span(row.valid_from, row.ended_on)
        refuse(rules.member_findings(span, others, case.opened_on, case.closed_on))
        table = CaseMemberRecord
        for other in session.scalars(select(table).where(table.case_id == row.case_id)):
            if row.main and other.id != row.id:
                other.main = other.person_id == row.person_id


@usecase(undoable=True)
def remove_member(session: Session, command: RemoveRow, context: Context) -> Outcome:  # noqa: ARG001 - every use case is handed a context
    """Remove a row entered by mistake; who left the household gets a last day instead.

    Raises:
        RuleViolation: an offering or an Anreizbeitrag of this case is the person's, and this is
            the person's only row.
    """
    refuse_cantonal(session)
    row = existing(session, CaseMemberRecord, command.id, command.base_version, THE_MEMBER)
    if not _of_person(session, row):
        referring = {
            table.__tablename__: len(
                session.scalars(
                    select(table.id).where(
                        table.case_id == row.case_id, table.person_id == row.person_id
                    )
                ).all()
            )
            for table in (EnactmentRecord, IncentiveRecord)
        }
        if any(referring.values()):
            refuse([stop("in_use", said.in_use(THE_MEMBER, referring))])
    number = case_of(session, row.case_id).number
    session.delete(row)
    session.flush()
    return Outcome(CHANGED, texts.removed(said.case_name(number), said.MEMBER))
